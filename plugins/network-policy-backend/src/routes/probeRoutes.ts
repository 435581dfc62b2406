import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { networkPolicyProbeRunPermission } from 'backstage-plugin-network-policy-common';
import { CancelGrant } from '../probes/ProbeService';
import { Needs, OfEntity, probing, reachInNumbers } from './needs';
import { requireOwnTarget } from './ownTarget';
import { runFor } from './probeNames';
import { route } from './route';

/**
 * The permission to probe an entity. Without it a caller can only cancel the runs that they started themselves, for
 * example after the entity became another team's.
 */
const cancelling: Needs<{ grant: CancelGrant; namesShown: boolean }, OfEntity> =
  {
    permissions: [networkPolicyProbeRunPermission],
    grant: async (services, caller, request) => {
      try {
        const { entity, namesShown } = await probing.grant(
          services,
          caller,
          request,
        );
        return { grant: { entityRef: entity.entityRef }, namesShown };
      } catch (denied) {
        if (
          denied instanceof NotAllowedError ||
          denied instanceof NotFoundError
        ) {
          const entityRef = stringifyEntityRef(request.params);
          return { grant: { entityRef, denied }, namesShown: false };
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
    needs: probing,
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
    handle: async (granted, { body }, services) => {
      const { entity, caller } = granted;
      await requireOwnTarget(services, granted, body);
      const run = await services.probes.start(entity, body, caller.ref);
      return runFor(run, granted);
    },
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
    handle: async (granted, { params }, { probes }) => {
      const { grant, caller } = granted;
      const run = await probes.cancel(grant, params.runId, caller.ref);
      return runFor(run, granted);
    },
  }),
  route('GET /entities/{kind}/{namespace}/{name}/probe-runs/{runId}', {
    who: 'people and services',
    needs: reachInNumbers,
    handle: async (granted, { params }, { probes }) =>
      runFor(await probes.get(granted.entity, params.runId), granted),
  }),
];
