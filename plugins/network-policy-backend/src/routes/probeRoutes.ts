import {
  networkPolicyProbeRunPermission,
  networkPolicyReachReadPermission,
} from 'backstage-plugin-network-policy-common';
import { entityPermission } from './needs';
import { route } from './route';

/**
 * Starting probe runs and looking at them.
 */
export const probeRoutes = [
  route('POST /entities/{kind}/{namespace}/{name}/probe-runs', {
    who: 'people',
    needs: entityPermission(networkPolicyProbeRunPermission),
    audit: {
      event: { eventId: 'probe-run', severityLevel: 'medium' },
      meta: ({ params, body: { cluster, namespace, from } }) => ({
        entity: { ...params },
        cluster,
        namespace,
        from,
      }),
      outcome: ({ id, target }) => ({ runId: id, target }),
    },
    handle: ({ entity, caller }, { body }, { probes }) =>
      probes.start(entity, body, caller.ref),
    send: (response, run) => response.status(202).json(run),
  }),
  route('GET /entities/{kind}/{namespace}/{name}/probe-runs/{runId}', {
    who: 'people and services',
    needs: entityPermission(networkPolicyReachReadPermission),
    handle: ({ entity }, { params }, { probes }) =>
      probes.get(entity, params.runId),
  }),
];
