import { networkPolicyExposureProposePermission } from 'backstage-plugin-network-policy-common';
import { parseDraft } from '../exposures/parseDraft';
import {
  applyPermission,
  draftPermission,
  previewPermissions,
  revokePermission,
} from './exposureNeeds';
import { route } from './route';

/**
 * Previewing, applying, proposing and revoking exposures.
 */
export const exposureRoutes = [
  route('POST /entities/{kind}/{namespace}/{name}/exposures/preview', {
    who: 'people',
    needs: previewPermissions,
    handle: (
      { entity, mayApply, claimsShown, caller },
      { body },
      { exposures },
    ) =>
      exposures.preview(entity, {
        draft: parseDraft(body),
        requestedBy: caller.ref,
        mayApply,
        claimsShown,
      }),
  }),
  route('POST /entities/{kind}/{namespace}/{name}/exposures/manifest', {
    who: 'people',
    needs: draftPermission(networkPolicyExposureProposePermission),
    handle: async ({ entity, caller }, { body }, { exposures }) =>
      exposures.makeManifest(entity, {
        draft: parseDraft(body),
        requestedBy: caller.ref,
      }),
  }),
  route('PUT /entities/{kind}/{namespace}/{name}/exposures', {
    who: 'people',
    needs: applyPermission,
    audit: {
      event: { eventId: 'exposure-apply', severityLevel: 'high' },
      meta: ({ params, query, body }) => ({
        entity: { ...params },
        cluster: body.cluster,
        namespace: body.namespace,
        policy: body.name,
        dryRun: query.dryRun ?? false,
      }),
      outcome: ({ result }) => ({ result }),
    },
    handle: ({ entity, mayReplace, caller }, { body, query }, { exposures }) =>
      exposures.apply(entity, {
        draft: parseDraft(body),
        requestedBy: caller.ref,
        mayReplace,
        dryRun: query.dryRun ?? false,
      }),
  }),
  route('POST /entities/{kind}/{namespace}/{name}/exposures/revoke', {
    who: 'people',
    needs: revokePermission,
    audit: {
      event: { eventId: 'exposure-revoke', severityLevel: 'high' },
      meta: ({ params, body }) => ({
        entity: { ...params },
        cluster: body.cluster,
        namespace: body.namespace,
        policy: body.policy,
        dryRun: body.dryRun ?? false,
      }),
      outcome: ({ result }) => ({ result }),
    },
    handle: ({ entity, mayRevoke }, { body }, { exposures }) =>
      exposures.revoke(entity, { ...body, mayRevoke }),
  }),
];
