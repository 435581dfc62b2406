export const pluginId = 'network-policy';
