import { ConflictError } from '@backstage/errors';
import {
  describeTool,
  fieldManager,
  networkPolicyAnnotations,
  parseNetworkPolicy,
  policyOwner,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { KubernetesObject } from '../clusters/kubernetesObject';
import { describeObject, resources } from '../clusters/resources';
import { LoadedEntity } from '../targets/LoadedEntity';
import { EntityWorkload } from '../targets/entityWorkload';
import { findSelectedPods, hasOwnLabels } from './selectedPods';

/**
 * What an entity may do with a policy that exists.
 *
 * - `own`: it was made for this entity from here, and may be changed
 * - `adopted`: it was made for this entity, and belongs to the tool `by` now, or was changed by hand
 * - `others`: anything else; whose it is stays unsaid
 */
export type PolicyClaim =
  | { is: 'own'; requestedBy?: string; appliedAt?: string }
  | { is: 'adopted'; by?: string }
  | { is: 'others' };

/**
 * Finds out whether a policy is an entity's.
 *
 * @throws ClusterError when the pods cannot be listed that a policy of an older version selects.
 */
export async function claimPolicy(
  existing: KubernetesObject,
  entity: LoadedEntity,
  found: { cluster: EvaluableCluster; workload: EntityWorkload },
): Promise<PolicyClaim> {
  const { namespace = '', name, labels, annotations } = existing.metadata;
  const specEntries = existing.metadata.managedFields.filter(
    ({ fieldsV1 = {} }) => 'f:spec' in fieldsV1,
  );
  const owner = policyOwner({
    namespace,
    name,
    labels,
    annotations,
    specManagers: specEntries.map(({ manager }) => manager),
  });
  if (owner.by !== 'portal') {
    if (owner.madeFor?.toLowerCase() !== entity.entityRef) {
      return { is: 'others' };
    }
    return {
      is: 'adopted',
      ...(owner.by === 'tool' && { by: describeTool(owner.tool) }),
    };
  }
  const isOwn = owner.entity
    ? owner.entity.toLowerCase() === entity.entityRef
    : await isOfOlderVersion(existing, owner.owner, entity, found);
  if (!isOwn) {
    return { is: 'others' };
  }
  return {
    is: 'own',
    requestedBy: annotations[networkPolicyAnnotations.requestedBy],
    appliedAt:
      specEntries.find(({ manager }) => manager === fieldManager)?.time ??
      existing.metadata.creationTimestamp ??
      undefined,
  };
}

/**
 * Policies of older versions name an owner and no entity. Such a policy counts as the entity's when it was made for one
 * of its owners and can select no pods but its own.
 */
async function isOfOlderVersion(
  existing: KubernetesObject,
  owner: string | undefined,
  { owners }: LoadedEntity,
  {
    cluster,
    workload,
  }: { cluster: EvaluableCluster; workload: EntityWorkload },
): Promise<boolean> {
  const parsed = parseNetworkPolicy(existing);
  if (!owner || !owners.includes(owner.toLowerCase()) || !parsed.ok) {
    return false;
  }
  const { podSelector } = parsed.value;
  if (!hasOwnLabels(workload, podSelector.matchLabels)) {
    return false;
  }
  const { others } = await findSelectedPods(cluster, workload, parsed.value);
  return others === 0;
}

/** Why a policy that was made for the entity is not changed from here, and what to do instead. */
export function describeAdopted(
  entityRef: string,
  { by }: Extract<PolicyClaim, { is: 'adopted' }>,
): string {
  return by === undefined
    ? `it was made for ${entityRef} and has been changed by hand since. Change it by hand, or delete it with kubectl`
    : `it was made for ${entityRef}, and is managed by ${by} now. Change it there`;
}

/** The refusal to change a policy that was made for the entity, and belongs to a tool or a person by now. */
export function adoptedError(
  existing: KubernetesObject,
  { entityRef }: LoadedEntity,
  claim: Extract<PolicyClaim, { is: 'adopted' }>,
): ConflictError {
  return new ConflictError(
    `${describePolicy(existing)} stays as it is: ${describeAdopted(
      entityRef,
      claim,
    )}`,
  );
}

/** The refusal to take a name that another policy has. */
export function takenError(
  existing: KubernetesObject,
  { entityRef }: LoadedEntity,
): ConflictError {
  return new ConflictError(
    `${describePolicy(
      existing,
    )} stays as it is: a policy of that name exists, and was not made for ${entityRef}. Choose another name`,
  );
}

/** The refusal to change a policy in another version than somebody has seen. */
export function changedSinceError(existing: KubernetesObject): ConflictError {
  return new ConflictError(
    `${describePolicy(
      existing,
    )} was left unchanged: it has changed since you looked at it. Look at it again before you go on`,
  );
}

/** Whether a version that somebody saw is that of the policy. */
export function isVersionOf(
  { metadata }: KubernetesObject,
  seen: { uid: string; resourceVersion: string },
): boolean {
  return (
    seen.uid === metadata.uid &&
    seen.resourceVersion === metadata.resourceVersion
  );
}

/** The version of a policy, for somebody who has seen it. */
export function versionOf({
  metadata: { uid, resourceVersion },
}: KubernetesObject): { uid: string; resourceVersion: string } | undefined {
  return uid && resourceVersion ? { uid, resourceVersion } : undefined;
}

function describePolicy({ metadata }: KubernetesObject): string {
  return describeObject(resources.networkPolicies, metadata);
}
