import {
  createFrontendModule,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import {
  networkPolicyApi,
  networkReachCard,
  sharedServiceExposureField,
} from './alpha/extensions';
import { templateRouteRef } from './routes';

/**
 * The plugin for apps of the new frontend system: the API client and the entity card "Network reach".
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'network-policy',
  title: 'Network reach',
  info: { packageJson: () => import('../package.json') },
  externalRoutes: { template: templateRouteRef },
  extensions: [networkPolicyApi, networkReachCard],
});

/**
 * The form field `SharedServiceExposure` for the scaffolder of the new frontend system.
 *
 * @alpha
 */
export const networkPolicyScaffolderModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [sharedServiceExposureField],
});
