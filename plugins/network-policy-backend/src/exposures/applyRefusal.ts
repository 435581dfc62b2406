import {
  ExposureDraft,
  networkPolicyExposureApplyPermission,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { KubernetesObject } from '../clusters/kubernetesObject';
import { LoadedEntity } from '../targets/LoadedEntity';
import { adoptedError, PolicyClaim, takenError } from './policyClaim';
import { readOnlyRefusal } from './policyWriter';

/**
 * What decides whether a draft can be applied from here.
 */
export interface ApplyRefusal {
  entity: LoadedEntity;
  cluster: EvaluableCluster;
  draft: ExposureDraft;
  /** Whether the person has the permission to apply it. */
  mayApply: boolean;
  /** Why the namespace does not consent; undefined where it does. */
  notConsented: Error | undefined;
  /** The policy that has the name already, and whose it is. */
  existing: { policy: KubernetesObject; claim: PolicyClaim } | undefined;
}

/**
 * Why a draft cannot be applied from here, in one sentence with the way that is open; undefined where it can.
 */
export function refusalToApply({
  entity,
  cluster,
  draft,
  mayApply,
  notConsented,
  existing,
}: ApplyRefusal): string | undefined {
  if (!mayApply) {
    return `You do not have the permission ${networkPolicyExposureApplyPermission.name} for ${entity.entityRef} in namespace ${draft.namespace} of cluster ${cluster.name}; propose a pull request`;
  }
  if (!cluster.writing.possible) {
    return readOnlyRefusal(cluster.writing);
  }
  if (notConsented) {
    return notConsented.message;
  }
  switch (existing?.claim.is) {
    case 'adopted':
      return adoptedError(existing.policy, entity, existing.claim).message;
    case 'others':
      return takenError(existing.policy, entity).message;
    default:
      return undefined;
  }
}
