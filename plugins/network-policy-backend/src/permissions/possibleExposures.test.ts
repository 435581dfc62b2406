import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { formatExposureRef } from 'backstage-plugin-network-policy-common';
import { entities } from '../__testUtils__/fixtures';
import { exposureRules } from './exposureRules';
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
  expect(exposureRules.isOwner.apply(answer[0]!, { claims: [] })).toBe(false);
});
