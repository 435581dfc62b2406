import {
  networkPolicyProbeRunPermission,
  networkPolicyReachReadPermission,
} from 'backstage-plugin-network-policy-common';
import { audited } from '../audit/audited';
import { ApiRouter, RouteServices } from './RouteServices';

/**
 * Starting probe runs and looking at them.
 */
export function addProbeRoutes(
  router: ApiRouter,
  { httpAuth, auditor, entities, probes }: RouteServices,
): void {
  router.post(
    '/entities/:kind/:namespace/:name/probe-runs',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const { userEntityRef } = credentials.principal;
      const { cluster, namespace, from } = request.body;
      const run = await audited(
        auditor,
        {
          eventId: 'probe-run',
          severityLevel: 'medium',
          request,
          meta: {
            requestedBy: userEntityRef,
            entity: { ...request.params },
            cluster,
            namespace,
            from,
          },
        },
        async () => {
          const entity = await entities.load(
            request.params,
            networkPolicyProbeRunPermission,
            credentials,
          );
          return probes.start(entity, request.body, userEntityRef);
        },
        ({ id, target }) => ({ runId: id, target }),
      );
      response.status(202).json(run);
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/probe-runs/:runId',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const entity = await entities.load(
        request.params,
        networkPolicyReachReadPermission,
        credentials,
      );
      response.json(await probes.get(entity, request.params.runId));
    },
  );
}
