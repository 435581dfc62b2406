import { networkPolicyReachReadPermission } from 'backstage-plugin-network-policy-common';
import { readEntityRequest } from './entityRequest';
import { ApiRouter, RouteServices } from './RouteServices';

/**
 * Who can reach an entity's pods.
 */
export function addReachRoutes(
  router: ApiRouter,
  services: RouteServices,
): void {
  router.get(
    '/entities/:kind/:namespace/:name/reach',
    async (request, response) => {
      const { load } = await readEntityRequest(services, request);
      const entity = await load(networkPolicyReachReadPermission);
      response.json(await services.reach.getReach(entity));
    },
  );
}
