import {
  networkPolicyExposureApplyPermission,
  networkPolicyExposureProposePermission,
  networkPolicyExposureRevokePermission,
  Width,
  widths,
} from 'backstage-plugin-network-policy-common';
import { LoadedEntity } from '../targets/LoadedEntity';
import {
  exposureDenied,
  ExposurePermission,
} from '../permissions/ExposurePermissions';
import { Needs, OfEntity, reachByName } from './needs';

/** What permissions are asked of a draft. It has been validated by the description of the API, and is read later. */
interface OfDraft extends OfEntity {
  body: { cluster: string; namespace: string; from: { width: Width } };
}

/** A policy that exists, by its name. How wide it is will be seen later. */
interface OfPolicy extends OfEntity {
  body: { cluster: string; namespace: string };
}

/** A permission for a draft: where it is, how wide, and whose the entity is. */
export function draftPermission(
  needed: ExposurePermission,
): Needs<{ entity: LoadedEntity }, OfDraft> {
  return {
    permissions: [needed],
    grant: ({ entities, exposurePermissions }, { credentials }, request) =>
      entities.loadChecked(request.params, credentials, entity =>
        exposurePermissions.require(
          needed,
          exposureOf(entity, request.body),
          credentials,
        ),
      ),
  };
}

/**
 * To apply a draft. `mayReplace` tells of a policy of another width that the draft would take the place of: a caller who
 * could apply or revoke that one can replace it.
 */
export const applyPermission: Needs<
  { entity: LoadedEntity; mayReplace: (width: Width) => boolean },
  OfDraft
> = {
  permissions: [networkPolicyExposureApplyPermission],
  grant: async (
    { entities, exposurePermissions },
    { credentials },
    { params, body },
  ) => {
    const { entity, granted } = await entities.loadChecked(
      params,
      credentials,
      async loaded => {
        const [mayApply, mayRevoke] = await exposurePermissions.filtersFor(
          [
            networkPolicyExposureApplyPermission,
            networkPolicyExposureRevokePermission,
          ],
          credentials,
        );
        const exposure = exposureOf(loaded, body);
        if (!mayApply(exposure)) {
          throw exposureDenied(
            [networkPolicyExposureApplyPermission],
            exposure,
          );
        }
        return (width: Width) =>
          [mayApply, mayRevoke].some(isAllowed =>
            isAllowed({ ...exposure, width }),
          );
      },
    );
    return { entity, mayReplace: granted };
  },
};

/**
 * To see what a draft would change: the names of namespaces, and the permission to apply the draft or to propose it.
 * `mayApply` tells which.
 */
export const previewPermissions: Needs<
  { entity: LoadedEntity; mayApply: boolean; claimsShown: boolean },
  OfDraft
> = {
  permissions: [
    ...reachByName.permissions,
    networkPolicyExposureApplyPermission,
    networkPolicyExposureProposePermission,
  ],
  grant: async (services, caller, request) => {
    const { entity, claimsShown } = await reachByName.grant(
      services,
      caller,
      request,
    );
    const asked = [
      networkPolicyExposureApplyPermission,
      networkPolicyExposureProposePermission,
    ];
    const exposure = exposureOf(entity, request.body);
    const [mayApply, mayPropose] = (
      await services.exposurePermissions.filtersFor(asked, caller.credentials)
    ).map(isAllowed => isAllowed(exposure));
    if (!mayApply && !mayPropose) {
      throw exposureDenied(asked, exposure);
    }
    return { entity, mayApply, claimsShown };
  },
};

/**
 * To revoke a policy. A caller who could revoke none there, however wide it is, is refused before anything is read;
 * `mayRevoke` tells of the width that the policy turns out to have.
 */
export const revokePermission: Needs<
  { entity: LoadedEntity; mayRevoke: (width: Width) => boolean },
  OfPolicy
> = {
  permissions: [networkPolicyExposureRevokePermission],
  grant: async (
    { entities, exposurePermissions },
    { credentials },
    request,
  ) => {
    const { params, body } = request;
    const { entity, granted } = await entities.loadChecked(
      params,
      credentials,
      async loaded => {
        const isAllowed = await exposurePermissions.filterFor(
          networkPolicyExposureRevokePermission,
          credentials,
        );
        const place = placeOf(loaded, body);
        const mayRevoke = (width: Width) => isAllowed({ ...place, width });
        if (!widths.some(mayRevoke)) {
          throw exposureDenied([networkPolicyExposureRevokePermission], place);
        }
        return mayRevoke;
      },
    );
    return { entity, mayRevoke: granted };
  },
};

function placeOf(
  { entityRef, owners }: Pick<LoadedEntity, 'entityRef' | 'owners'>,
  { cluster, namespace }: { cluster: string; namespace: string },
) {
  return { cluster, namespace, owners, entity: entityRef };
}

function exposureOf(
  entity: Pick<LoadedEntity, 'entityRef' | 'owners'>,
  body: OfDraft['body'],
) {
  return { ...placeOf(entity, body), width: body.from.width };
}
