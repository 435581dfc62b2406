import { networkPolicyProbeRunPermission } from 'backstage-plugin-network-policy-common';
import { audited } from '../audit/audited';
import { writes } from '../audit/writes';
import { parseDraft } from '../exposures/parseDraft';
import { readEntityRequest } from './entityRequest';
import { ApiRouter, RouteServices } from './RouteServices';

/**
 * Previewing, applying and revoking exposures.
 */
export function addExposureRoutes(
  router: ApiRouter,
  services: RouteServices,
): void {
  const { auditor, exposures } = services;

  router.post(
    '/entities/:kind/:namespace/:name/exposures/preview',
    async (request, response) => {
      const { requestedBy, loadForNames } = await readEntityRequest(
        services,
        request,
      );
      const entity = await loadForNames();
      const draft = parseDraft(request.body);
      response.json(await exposures.preview(entity, { draft, requestedBy }));
    },
  );

  router.put(writes.applyExposure.path, async (request, response) => {
    const { cluster, namespace, name: policy } = request.body;
    const dryRun = request.query.dryRun ?? false;
    const about = { entity: { ...request.params }, cluster, namespace };
    const applied = await audited(
      auditor,
      {
        ...writes.applyExposure.event,
        request,
        meta: { ...about, policy, dryRun },
      },
      async () => {
        const { requestedBy, load } = await readEntityRequest(
          services,
          request,
        );
        const entity = await load(networkPolicyProbeRunPermission);
        const draft = parseDraft(request.body);
        return exposures.apply(entity, { draft, requestedBy, dryRun });
      },
      ({ result }) => ({ result }),
    );
    response.json(applied);
  });

  router.post(writes.revokeExposure.path, async (request, response) => {
    const { cluster, namespace, policy, dryRun = false } = request.body;
    const about = { entity: { ...request.params }, cluster, namespace };
    const revoked = await audited(
      auditor,
      {
        ...writes.revokeExposure.event,
        request,
        meta: { ...about, policy, dryRun },
      },
      async () => {
        const { load } = await readEntityRequest(services, request);
        const entity = await load(networkPolicyProbeRunPermission);
        return exposures.revoke(entity, request.body);
      },
      ({ result }) => ({ result }),
    );
    response.json(revoked);
  });
}
