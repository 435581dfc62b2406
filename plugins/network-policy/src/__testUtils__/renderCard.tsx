import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';
import { NetworkReachCard } from '../components/NetworkReachCard';
import { templateRouteRef } from '../routes';
import { client } from './backend';
import { web } from './fixtures';

/** Shows the card on the page of an entity. */
export function renderCard(
  options: { entity?: Entity; mayProbe?: boolean; signals?: SignalApi } = {},
) {
  const { entity = web, mayProbe = true, signals } = options;
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <NetworkReachCard />
    </EntityProvider>,
    {
      apis: [
        [networkPolicyApiRef, client],
        ...(signals ? [[signalApiRef, signals] as const] : []),
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
