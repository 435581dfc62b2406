import {
  networkPolicyExposureApplyPermission,
  networkPolicyExposureRevokePermission,
} from 'backstage-plugin-network-policy-common';
import { audited } from '../audit/audited';
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

  router.put(
    '/entities/:kind/:namespace/:name/exposures',
    async (request, response) => {
      const { requestedBy, load } = await readEntityRequest(services, request);
      const { cluster, namespace, name: policy } = request.body;
      const dryRun = request.query.dryRun ?? false;
      const about = { entity: { ...request.params }, cluster, namespace };
      const applied = await audited(
        auditor,
        {
          eventId: 'exposure-apply',
          severityLevel: 'high',
          request,
          meta: { requestedBy, ...about, policy, dryRun },
        },
        async () => {
          const entity = await load(networkPolicyExposureApplyPermission);
          const draft = parseDraft(request.body);
          return exposures.apply(entity, { draft, requestedBy, dryRun });
        },
        ({ result }) => ({ result }),
      );
      response.json(applied);
    },
  );

  router.post(
    '/entities/:kind/:namespace/:name/exposures/revoke',
    async (request, response) => {
      const { requestedBy, load } = await readEntityRequest(services, request);
      const { cluster, namespace, policy, dryRun = false } = request.body;
      const about = { entity: { ...request.params }, cluster, namespace };
      const revoked = await audited(
        auditor,
        {
          eventId: 'exposure-revoke',
          severityLevel: 'high',
          request,
          meta: { requestedBy, ...about, policy, dryRun },
        },
        async () =>
          exposures.revoke(
            await load(networkPolicyExposureRevokePermission),
            request.body,
          ),
        ({ result }) => ({ result }),
      );
      response.json(revoked);
    },
  );
}
