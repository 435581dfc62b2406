import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  networkPolicyProbeRunPermission,
  networkPolicyReachReadPermission,
} from 'backstage-plugin-network-policy-common';
import { CancelGrant } from '../probes/ProbeService';
import { entityPermission, Needs, OfEntity } from './needs';
import { route } from './route';

/**
 * The permission to probe an entity. Without it a caller can only cancel the runs that they started themselves, for
 * example after the entity became another team's.
 */
const cancelling: Needs<{ grant: CancelGrant }, OfEntity> = {
  permissions: [networkPolicyProbeRunPermission],
  grant: async (services, caller, request) => {
    try {
      const { entity } = await entityPermission(
        networkPolicyProbeRunPermission,
      ).grant(services, caller, request);
      return { grant: { entityRef: entity.entityRef } };
    } catch (denied) {
      if (
        denied instanceof NotAllowedError ||
        denied instanceof NotFoundError
      ) {
        const entityRef = stringifyEntityRef(request.params);
        return { grant: { entityRef, denied } };
      }
      throw denied;
    }
  },
};

/**
 * Starting probe runs, cancelling them and looking at them.
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
  route('DELETE /entities/{kind}/{namespace}/{name}/probe-runs/{runId}', {
    who: 'people',
    needs: cancelling,
    audit: {
      event: { eventId: 'probe-run-cancel', severityLevel: 'low' },
      meta: ({ params: { runId, ...entity } }) => ({ entity, runId }),
      outcome: ({ state, requestedBy }) => ({ state, requestedBy }),
    },
    handle: ({ grant, caller }, { params }, { probes }) =>
      probes.cancel(grant, params.runId, caller.ref),
  }),
  route('GET /entities/{kind}/{namespace}/{name}/probe-runs/{runId}', {
    who: 'people and services',
    needs: entityPermission(networkPolicyReachReadPermission),
    handle: ({ entity }, { params }, { probes }) =>
      probes.get(entity, params.runId),
  }),
];
