import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
} from '@backstage/plugin-kubernetes-common';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { NetworkPolicyClient } from 'backstage-plugin-network-policy-common';
import { networkPolicyApiRef } from './api/networkPolicyApiRef';
import { templateRouteRef } from './routes';

const networkPolicyApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: networkPolicyApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new NetworkPolicyClient(deps),
    }),
});

const networkReachCard = EntityCardBlueprint.make({
  name: 'network-reach',
  params: {
    type: 'content',
    filter: {
      $any: [
        {
          [`metadata.annotations.${KUBERNETES_ANNOTATION}`]: { $exists: true },
        },
        {
          [`metadata.annotations.${KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION}`]:
            { $exists: true },
        },
        { kind: 'Component' },
      ],
    },
    loader: async () => {
      const { NetworkReachCard } = await import(
        './components/NetworkReachCard'
      );
      return <NetworkReachCard />;
    },
  },
});

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

const sharedServiceExposureField = FormFieldBlueprint.make({
  name: 'shared-service-exposure',
  params: {
    field: async () => {
      const {
        SharedServiceExposureField,
        sharedServiceExposureSchema,
        validateSharedServiceExposure,
      } = await import('./components/SharedServiceExposureField');
      return createFormField({
        name: 'SharedServiceExposure',
        component: SharedServiceExposureField,
        validation: validateSharedServiceExposure,
        schema: sharedServiceExposureSchema,
      });
    },
  },
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
