import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  formatExposureRef,
  RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
} from 'backstage-plugin-network-policy-common';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { entities } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';
import { possibleExposures } from './possibleExposures';

const refOf = (entityRef: string) =>
  formatExposureRef({ entityRef, cluster: 'north', namespace: 'shop' });

it('stands for an exposure of the entity at that place, by its owners', async () => {
  const resources = possibleExposures({
    catalog: catalogServiceMock({ entities: Object.values(entities) }),
    auth: mockServices.auth(),
  });
  const answer = await resources([
    refOf('component:default/web'),
    refOf('component:default/none'),
    'component:default/web',
  ]);
  expect(answer).toEqual([
    {
      cluster: 'north',
      namespace: 'shop',
      width: 'certain-pods-in-labelled-namespaces',
      owners: ['group:default/web-team'],
      entity: 'component:default/web',
    },
    undefined,
    undefined,
  ]);
});

it.each([
  ['group:default/web-team', 'ALLOW'],
  ['group:default/data-team', 'DENY'],
])('lets the permission backend decide for %s: %s', async (claim, result) => {
  const { backend, server } = await startPlugin({
    kubernetes: new FakeKubernetes(),
  });
  const { body } = await request(server)
    .post(
      '/api/network-policy/.well-known/backstage/permissions/apply-conditions',
    )
    .set('Authorization', mockCredentials.service.header())
    .send({
      items: [
        {
          id: 'asked',
          resourceRef: refOf('component:default/web'),
          resourceType: RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
          conditions: {
            rule: 'IS_OWNER',
            resourceType: RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
            params: { claims: [claim] },
          },
        },
      ],
    });
  expect(body.items).toEqual([{ id: 'asked', result }]);
  await backend.stop();
});
