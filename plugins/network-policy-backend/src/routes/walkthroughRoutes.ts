import { networkPolicyWalkthroughPermission } from 'backstage-plugin-network-policy-common';
import { audited } from '../audit/audited';
import { writes } from '../audit/writes';
import { authorize } from '../permissions/authorize';
import { ApiRouter, HttpRequest, RouteServices } from './RouteServices';

/**
 * The example service.
 */
export function addWalkthroughRoutes(
  router: ApiRouter,
  { httpAuth, auditor, permissions, walkthrough }: RouteServices,
): void {
  const requireWalkthrough = async (request: HttpRequest) =>
    authorize(
      permissions,
      networkPolicyWalkthroughPermission,
      await httpAuth.credentials(request, { allow: ['user'] }),
    );

  router.get('/clusters/:cluster/walkthrough', async (request, response) => {
    await requireWalkthrough(request);
    response.json(await walkthrough.get(request.params.cluster));
  });

  router.put(writes.deployWalkthrough.path, async (request, response) => {
    const { cluster } = request.params;
    const { isolate, dryRun = false } = request.body;
    const deployed = await audited(
      auditor,
      {
        ...writes.deployWalkthrough.event,
        request,
        meta: { cluster, isolate, dryRun },
      },
      async () => {
        await requireWalkthrough(request);
        return walkthrough.deploy(cluster, request.body);
      },
      ({ ready }) => ({ ready }),
    );
    response.json(deployed);
  });

  router.delete(writes.removeWalkthrough.path, async (request, response) => {
    const { cluster } = request.params;
    const removed = await audited(
      auditor,
      { ...writes.removeWalkthrough.event, request, meta: { cluster } },
      async () => {
        await requireWalkthrough(request);
        return walkthrough.remove(cluster);
      },
      ({ objects }) => ({
        left: objects
          .filter(({ state }) => state !== 'absent')
          .map(({ kind, name }) => `${kind} ${name}`),
      }),
    );
    response.json(removed);
  });
}
