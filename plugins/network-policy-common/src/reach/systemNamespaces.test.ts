import { isSystemNamespace } from './systemNamespaces';

it.each([
  ['kube-system', true],
  ['kube-public', true],
  ['default', false],
  ['kubernetes-dashboard', false],
  ['my-kube-tools', false],
])('%s: %s', (name, expected) => {
  expect(isSystemNamespace(name)).toBe(expected);
});
