import {
  networkPolicyExposureApplyPermission,
  networkPolicyExposureRevokePermission,
  networkPolicyReachReadPermission,
} from 'backstage-plugin-network-policy-common';
import { audited } from '../audit/audited';
import { parseDraft } from '../exposures/parseDraft';
import { ApiRouter, RouteServices } from './RouteServices';

/**
 * Previewing, applying and revoking exposures.
 */
export function addExposureRoutes(
  router: ApiRouter,
  { httpAuth, auditor, entities, exposures }: RouteServices,
): void {
  router.post(
    '/entities/:kind/:namespace/:name/exposures/preview',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const entity = await entities.load(
        request.params,
        networkPolicyReachReadPermission,
        credentials,
      );
      const draft = parseDraft(request.body);
      const requestedBy = credentials.principal.userEntityRef;
      response.json(await exposures.preview(entity, { draft, requestedBy }));
    },
  );

  router.put(
    '/entities/:kind/:namespace/:name/exposures',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const requestedBy = credentials.principal.userEntityRef;
      const { cluster, namespace, name: policy } = request.body;
      const dryRun = request.query.dryRun ?? false;
      const applied = await audited(
        auditor,
        {
          eventId: 'exposure-apply',
          severityLevel: 'high',
          request,
          meta: {
            requestedBy,
            entity: { ...request.params },
            cluster,
            namespace,
            policy,
            dryRun,
          },
        },
        async () => {
          const entity = await entities.load(
            request.params,
            networkPolicyExposureApplyPermission,
            credentials,
          );
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
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const { cluster, namespace, policy, dryRun = false } = request.body;
      const revoked = await audited(
        auditor,
        {
          eventId: 'exposure-revoke',
          severityLevel: 'high',
          request,
          meta: {
            requestedBy: credentials.principal.userEntityRef,
            entity: { ...request.params },
            cluster,
            namespace,
            policy,
            dryRun,
          },
        },
        async () => {
          const entity = await entities.load(
            request.params,
            networkPolicyExposureRevokePermission,
            credentials,
          );
          return exposures.revoke(entity, request.body);
        },
        ({ result }) => ({ result }),
      );
      response.json(revoked);
    },
  );
}
