import {
  networkPolicyProbeRunPermission,
  networkPolicyReachReadPermission,
} from 'backstage-plugin-network-policy-common';
import { audited } from '../audit/audited';
import { writes } from '../audit/writes';
import { readEntityRequest } from './entityRequest';
import { ApiRouter, RouteServices } from './RouteServices';

/**
 * Starting probe runs and looking at them.
 */
export function addProbeRoutes(
  router: ApiRouter,
  services: RouteServices,
): void {
  const { auditor, probes } = services;

  router.post(writes.runProbes.path, async (request, response) => {
    const { cluster, namespace, from } = request.body;
    const entity = { ...request.params };
    const run = await audited(
      auditor,
      {
        ...writes.runProbes.event,
        request,
        meta: { entity, cluster, namespace, from },
      },
      async () => {
        const { requestedBy, load } = await readEntityRequest(
          services,
          request,
        );
        return probes.start(
          await load(networkPolicyProbeRunPermission),
          request.body,
          requestedBy,
        );
      },
      ({ id, target }) => ({ runId: id, target }),
    );
    response.status(202).json(run);
  });

  router.get(
    '/entities/:kind/:namespace/:name/probe-runs/:runId',
    async (request, response) => {
      const { load } = await readEntityRequest(services, request);
      const entity = await load(networkPolicyReachReadPermission);
      response.json(await probes.get(entity, request.params.runId));
    },
  );
}
