import {
  ApiBlueprint,
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
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';

/** The client of the backend. */
export const networkPolicyApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: networkPolicyApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new NetworkPolicyClient(deps),
    }),
});

/** The entity page's card. */
export const networkReachCard = EntityCardBlueprint.make({
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
        '../components/NetworkReachCard'
      );
      return <NetworkReachCard />;
    },
  },
});

/** The scaffolder's form field. */
export const sharedServiceExposureField = FormFieldBlueprint.make({
  name: 'shared-service-exposure',
  params: {
    field: async () => {
      const {
        SharedServiceExposureField,
        sharedServiceExposureSchema,
        validateSharedServiceExposure,
      } = await import('../components/SharedServiceExposureField');
      return createFormField({
        name: 'SharedServiceExposure',
        component: SharedServiceExposureField,
        validation: validateSharedServiceExposure,
        schema: sharedServiceExposureSchema,
      });
    },
  },
});
