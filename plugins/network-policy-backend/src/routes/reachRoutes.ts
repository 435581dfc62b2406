import { networkPolicyReachReadPermission } from 'backstage-plugin-network-policy-common';
import { ApiRouter, RouteServices } from './RouteServices';

/**
 * Who can reach an entity's pods.
 */
export function addReachRoutes(
  router: ApiRouter,
  { httpAuth, entities, reach }: RouteServices,
): void {
  router.get(
    '/entities/:kind/:namespace/:name/reach',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const entity = await entities.load(
        request.params,
        networkPolicyReachReadPermission,
        credentials,
      );
      response.json(await reach.getReach(entity));
    },
  );
}
