import { networkPolicyFleetReadPermission } from 'backstage-plugin-network-policy-common';
import { exposuresCsv } from '../fleet/exposuresCsv';
import { authorize } from '../permissions/authorize';
import { ApiRouter, HttpRequest, RouteServices } from './RouteServices';
import { sendTagged } from './sendTagged';

/**
 * All clusters and what is shared on them, for those who may read the fleet.
 */
export function addFleetRoutes(
  router: ApiRouter,
  { httpAuth, permissions, fleet }: RouteServices,
): void {
  const requireFleet = async (request: HttpRequest) =>
    authorize(
      permissions,
      networkPolicyFleetReadPermission,
      await httpAuth.credentials(request, { allow: ['user'] }),
    );

  router.get('/fleet/clusters', async (request, response) => {
    await requireFleet(request);
    sendTagged(response, await fleet.listClusters());
  });

  router.get('/fleet/exposures', async (request, response) => {
    await requireFleet(request);
    if (request.accepts(['json', 'csv']) === 'csv') {
      const found = await fleet.find(request.query);
      response
        .attachment('exposures.csv')
        .type('csv')
        // The generated types know of the JSON only.
        .end(exposuresCsv(found));
      return;
    }
    sendTagged(response, await fleet.listExposures(request.query));
  });
}
