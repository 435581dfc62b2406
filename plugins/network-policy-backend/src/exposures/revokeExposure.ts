import { InputError, NotAllowedError } from '@backstage/errors';
import {
  networkPolicyExposureRevokePermission,
  RevokedExposure,
  RevokeRequest,
  Width,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { requireVersion } from '../clusters/requireVersion';
import { describeObject, resources } from '../clusters/resources';
import { LoadedEntity } from '../targets/LoadedEntity';
import { ClusterStates } from '../state/ClusterStates';
import { EntityWorkload } from '../targets/entityWorkload';
import {
  adoptedError,
  changedSinceError,
  claimPolicy,
  isVersionOf,
} from './policyClaim';
import { requirePolicyWriter } from './policyWriter';
import { widthOf } from './policyWidth';
import { readPolicy } from './readPolicy';
import { refusedWrite } from './refusedWrite';

/**
 * A request to revoke, and whether the person has the permission for a policy of some width.
 */
export type PermittedRevokeRequest = RevokeRequest & {
  mayRevoke: (width: Width) => boolean;
};

/**
 * Removes a policy that this portal made for an entity, in the version that somebody has seen. A policy of that name
 * that was not made for the entity is as good as absent. The caller has seen to it that the namespace consents.
 *
 * @throws InputError without the version, ConflictError when a tool has adopted the policy or somebody changed it,
 * NotAllowedError without the permission or where the cluster is read only, ClusterError when the cluster refuses.
 */
export async function revokeExposure(
  states: ClusterStates,
  found: { cluster: EvaluableCluster; workload: EntityWorkload },
  entity: LoadedEntity,
  request: PermittedRevokeRequest,
): Promise<RevokedExposure> {
  const { cluster } = found;
  const { namespace, policy: name, seen, dryRun = false, mayRevoke } = request;
  const writer = requirePolicyWriter(cluster);
  if (!seen && !dryRun) {
    throw new InputError(
      'Nothing was removed: the request does not say which version of the policy was seen. A dry run says it; send it as seen',
    );
  }
  const location = { namespace, name };
  const existing = await readPolicy(cluster, location);
  if (!existing) {
    return { result: 'absent', dryRun };
  }
  const claim = await claimPolicy(existing, entity, found);
  if (claim.is === 'others') {
    return { result: 'absent', dryRun };
  }
  if (claim.is === 'adopted') {
    throw adoptedError(existing, entity, claim);
  }
  const width = widthOf(existing);
  if (width && !mayRevoke(width)) {
    throw new NotAllowedError(
      `Nothing was removed: you do not have the permission ${networkPolicyExposureRevokePermission.name} for a policy of the width ${width}`,
    );
  }
  if (seen && !isVersionOf(existing, seen)) {
    throw changedSinceError(existing);
  }
  const { uid, resourceVersion } = requireVersion(
    cluster.name,
    describeObject(resources.networkPolicies, location),
    existing,
  ).metadata;
  const answer = await writer.delete(resources.networkPolicies, location, {
    uid,
    resourceVersion,
    dryRun,
  });
  if (answer.ok) {
    if (!dryRun) {
      states.note(cluster.name, {
        type: resources.networkPolicies,
        deleted: location,
      });
    }
    return {
      result: 'removed',
      dryRun,
      ...(dryRun && { version: { uid, resourceVersion } }),
    };
  }
  if (answer.failure.kind === 'not-found') {
    return { result: 'absent', dryRun };
  }
  throw refusedWrite(cluster.name, 'delete', location, answer.failure);
}
