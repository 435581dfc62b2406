import { readEntityRequest } from './entityRequest';
import { ApiRouter, RouteServices } from './RouteServices';
import { sendTagged } from './sendTagged';

/**
 * Who can reach an entity's pods.
 */
export function addReachRoutes(
  router: ApiRouter,
  services: RouteServices,
): void {
  const { reach, explanations, liveReach } = services;

  router.get(
    '/entities/:kind/:namespace/:name/reach',
    async (request, response) => {
      const { requestedBy, loadForReach } = await readEntityRequest(
        services,
        request,
      );
      const { entity, namesShown } = await loadForReach();
      liveReach.watch(entity, requestedBy);
      sendTagged(response, await reach.getReach(entity, { namesShown }));
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/reach/:cluster/:targetNamespace/namespaces',
    async (request, response) => {
      const { loadForNames } = await readEntityRequest(services, request);
      const entity = await loadForNames();
      const { cluster, targetNamespace } = request.params;
      sendTagged(
        response,
        await reach.listNamespaces(
          entity,
          { cluster, namespace: targetNamespace },
          request.query,
        ),
      );
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/reach/:cluster/:targetNamespace/namespaces/:sourceNamespace',
    async (request, response) => {
      const { loadForNames } = await readEntityRequest(services, request);
      const entity = await loadForNames();
      const { cluster, targetNamespace, sourceNamespace } = request.params;
      response.json(
        await explanations.explain(
          entity,
          { cluster, namespace: targetNamespace },
          sourceNamespace,
        ),
      );
    },
  );
}
