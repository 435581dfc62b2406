import {
  networkPolicyProbeRunPermission,
  networkPolicyReachReadPermission,
} from 'backstage-plugin-network-policy-common';
import { audited } from '../audit/audited';
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

  router.post(
    '/entities/:kind/:namespace/:name/probe-runs',
    async (request, response) => {
      const { requestedBy, load } = await readEntityRequest(services, request);
      const { cluster, namespace, from } = request.body;
      const entity = { ...request.params };
      const run = await audited(
        auditor,
        {
          eventId: 'probe-run',
          severityLevel: 'medium',
          request,
          meta: { requestedBy, entity, cluster, namespace, from },
        },
        async () =>
          probes.start(
            await load(networkPolicyProbeRunPermission),
            request.body,
            requestedBy,
          ),
        ({ id, target }) => ({ runId: id, target }),
      );
      response.status(202).json(run);
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/probe-runs/:runId',
    async (request, response) => {
      const { load } = await readEntityRequest(services, request);
      const entity = await load(networkPolicyReachReadPermission);
      response.json(await probes.get(entity, request.params.runId));
    },
  );
}
