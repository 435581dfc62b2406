import { ConflictError, InputError } from '@backstage/errors';
import {
  NetworkPolicy,
  networkPolicyAnnotations,
  parseNetworkPolicy,
  RevokedExposure,
  RevokeRequest,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { requireWriter } from '../clusters/ClusterWriter';
import { toError } from '../clusters/clusterFailure';
import { KubernetesObject } from '../clusters/kubernetesObject';
import { describeObject, resources } from '../clusters/resources';
import { EntityWorkload } from '../targets/entityWorkload';
import { ClusterStates } from '../state/ClusterStates';
import { foreignError, managementOf } from './management';
import { readPolicy } from './readPolicy';
import { findSelectedPods, requireNoOthers } from './selectedPods';

/**
 * Removes a policy that this portal manages for an entity. One that is gone already is no error.
 *
 * @throws InputError when the policy is not the entity's, ConflictError when somebody else manages it or changes it
 * meanwhile, ClusterError when the cluster refuses.
 */
export async function revokeExposure(
  states: ClusterStates,
  cluster: EvaluableCluster,
  workload: EntityWorkload,
  { namespace, policy: name, dryRun = false }: RevokeRequest,
): Promise<RevokedExposure> {
  const location = { namespace, name };
  const existing = await readPolicy(cluster, location);
  if (!existing) {
    return { result: 'absent', dryRun };
  }
  const management = managementOf(existing);
  if (management.by === 'others') {
    throw foreignError(existing, management.managers);
  }
  await requireOwnPolicy(cluster, workload, existing);

  const { uid, resourceVersion } = existing.metadata;
  const answer = await requireWriter(cluster).delete(
    resources.networkPolicies,
    location,
    { uid, resourceVersion, dryRun },
  );
  if (answer.ok) {
    if (!dryRun) {
      states.note(cluster.name, {
        type: resources.networkPolicies,
        deleted: location,
      });
    }
    return { result: 'removed', dryRun };
  }
  const what = describeObject(resources.networkPolicies, location);
  switch (answer.failure.kind) {
    case 'not-found':
      return { result: 'absent', dryRun };
    case 'conflict':
      throw new ConflictError(
        `${what} was changed by somebody else meanwhile; it was left unchanged: ${answer.failure.message}`,
      );
    default:
      throw toError(cluster.name, `delete ${what}`, answer.failure);
  }
}

/** A policy that selects nothing by now is the entity's if it was applied for the same owner. */
async function requireOwnPolicy(
  cluster: EvaluableCluster,
  workload: EntityWorkload,
  existing: KubernetesObject,
) {
  const what = describeObject(resources.networkPolicies, existing.metadata);
  const parsed = parseNetworkPolicy(existing);
  if (!parsed.ok) {
    throw new ConflictError(
      `${what} was not understood, so it was left unchanged`,
    );
  }
  const policy: NetworkPolicy = parsed.value;
  const selected = await findSelectedPods(cluster, workload, policy);
  requireNoOthers(workload, selected);
  const owner = policy.annotations[networkPolicyAnnotations.owner];
  const isOwned = owner !== undefined && owner === workload.owner;
  if (selected.own.length === 0 && !isOwned) {
    throw new InputError(
      `${what} selects no pod of ${workload.entityRef}, and its owner is ${
        owner ?? 'not known'
      }`,
    );
  }
}
