import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';
import { NetworkReachCard } from '../components/NetworkReachCard';
import { templateRouteRef } from '../routes';
import { client } from './backend';
import { web } from './fixtures';

/** Shows the card on the page of an entity. */
export function renderCard(
  options: { entity?: Entity; mayProbe?: boolean } = {},
) {
  const { entity = web, mayProbe = true } = options;
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <NetworkReachCard />
    </EntityProvider>,
    {
      apis: [
        [networkPolicyApiRef, client],
        mockApis.permission({
          authorize: mayProbe ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      ],
      mountedRoutes: {
        '/create/templates/:namespace/:templateName': templateRouteRef,
      },
    },
  );
}
