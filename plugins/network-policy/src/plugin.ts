import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { NetworkPolicyClient } from 'backstage-plugin-network-policy-common';
import { networkPolicyApiRef } from './api/networkPolicyApiRef';
import {
  SharedServiceExposureField,
  sharedServiceExposureSchema,
  validateSharedServiceExposure,
} from './components/SharedServiceExposureField';
import { templateRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const networkPolicyPlugin = createPlugin({
  id: 'network-policy',
  apis: [
    createApiFactory({
      api: networkPolicyApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new NetworkPolicyClient(deps),
    }),
  ],
  externalRoutes: { template: templateRouteRef },
});

/**
 * A card for entity pages: which namespaces can reach the entity's pods, why, and what probes saw.
 *
 * @public
 */
export const EntityNetworkReachCard: () => JSX.Element =
  networkPolicyPlugin.provide(
    createComponentExtension({
      name: 'EntityNetworkReachCard',
      component: {
        lazy: () =>
          import('./components/NetworkReachCard').then(m => m.NetworkReachCard),
      },
    }),
  );

/**
 * The form field `SharedServiceExposure` for the scaffolder page of the legacy frontend system, to be put inside
 * `ScaffolderFieldExtensions`.
 *
 * @public
 */
export const SharedServiceExposureFieldExtension = networkPolicyPlugin.provide(
  createScaffolderFieldExtension({
    name: 'SharedServiceExposure',
    component: SharedServiceExposureField,
    validation: validateSharedServiceExposure,
    schema: sharedServiceExposureSchema.schema,
  }),
);
