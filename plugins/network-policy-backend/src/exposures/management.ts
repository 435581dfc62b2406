import { ConflictError } from '@backstage/errors';
import {
  fieldManager,
  isManaged,
  networkPolicyAnnotations,
} from 'backstage-plugin-network-policy-common';
import { KubernetesObject } from '../clusters/kubernetesObject';
import { describeObject, resources } from '../clusters/resources';
import { isOfWalkthrough } from '../walkthrough/walkthroughObjects';

/**
 * Who manages a policy that exists.
 */
export type Management =
  | { by: 'us'; requestedBy?: string; appliedAt?: string }
  | { by: 'others'; managers: readonly string[] };

/**
 * A policy is ours if it carries our label and we alone own its spec: a policy that was changed by hand since is not
 * ours any more. That of the walkthrough is no exposure: it isolates, and to revoke it would open the service.
 */
export function managementOf({ metadata }: KubernetesObject): Management {
  const owners = metadata.managedFields.filter(
    ({ fieldsV1 = {} }) => 'f:spec' in fieldsV1,
  );
  const others = [...new Set(owners.map(({ manager }) => manager))].filter(
    manager => manager !== fieldManager,
  );
  if (others.length > 0) {
    return { by: 'others', managers: others };
  }
  if (isOfWalkthrough(metadata.labels)) {
    return { by: 'others', managers: ['the walkthrough'] };
  }
  const [ours] = owners;
  if (!ours || !isManaged(metadata.labels)) {
    return { by: 'others', managers: [] };
  }
  return {
    by: 'us',
    requestedBy: metadata.annotations[networkPolicyAnnotations.requestedBy],
    appliedAt: ours.time ?? metadata.creationTimestamp ?? undefined,
  };
}

/**
 * The refusal to touch what somebody else manages.
 */
export function foreignError(
  { metadata }: KubernetesObject,
  managers: readonly string[],
): ConflictError {
  const who =
    managers.length > 0
      ? `is managed by ${managers.join(' and ')}`
      : 'is not managed by this portal';
  return new ConflictError(
    `${describeObject(
      resources.networkPolicies,
      metadata,
    )} ${who}; it was left unchanged`,
  );
}
