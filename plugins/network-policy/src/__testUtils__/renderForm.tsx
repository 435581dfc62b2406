import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';
import {
  SharedServiceExposureField,
  SharedServiceExposureValue,
  validateSharedServiceExposure,
} from '../components/SharedServiceExposureField';
import { client } from './backend';
import { web } from './fixtures';

const metrics: Entity = {
  ...web,
  metadata: { ...web.metadata, name: 'metrics', title: 'Metrics store' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/observability' }],
};

/** Shows the field in the scaffolder's own stepper, as somebody of the web team. */
export function renderForm(
  options: {
    initial?: SharedServiceExposureValue;
    entities?: Entity[];
  } = {},
) {
  const { initial, entities = [metrics, web] } = options;
  const onCreate = jest.fn(async (_values: unknown) => {});
  renderInTestApp(
    <Stepper
      manifest={{
        title: 'Share a service',
        steps: [
          {
            title: 'Service',
            schema: {
              type: 'object',
              required: ['sharing'],
              properties: {
                sharing: {
                  type: 'object',
                  'ui:field': 'SharedServiceExposure',
                },
              },
            },
          },
        ],
      }}
      initialState={initial && { sharing: JSON.parse(JSON.stringify(initial)) }}
      extensions={[
        {
          name: 'SharedServiceExposure',
          component: SharedServiceExposureField,
          validation: validateSharedServiceExposure,
        },
      ]}
      onCreate={onCreate}
    />,
    {
      apis: [
        [networkPolicyApiRef, client],
        catalogApiMock({ entities }),
        mockApis.identity({
          userEntityRef: 'user:default/dana',
          ownershipEntityRefs: ['user:default/dana', 'group:default/web-team'],
        }),
      ],
    },
  );
  return { onCreate };
}
