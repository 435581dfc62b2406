import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  AppliedExposure,
  ExposureDraft,
  networkPolicyExposureApplyPermission,
  networkPolicyExposureRevokePermission,
  NetworkPolicyManifest,
  stringifyManifest,
  Width,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { ClusterWriter } from '../clusters/ClusterWriter';
import { KubernetesObject } from '../clusters/kubernetesObject';
import { requireVersion } from '../clusters/requireVersion';
import { describeObject, resources } from '../clusters/resources';
import { LoadedEntity } from '../targets/LoadedEntity';
import { ClusterStates } from '../state/ClusterStates';
import { EntityWorkload } from '../targets/entityWorkload';
import {
  buildPolicy,
  RequestedDraft,
  requireOwnSelection,
} from './buildPolicy';
import {
  adoptedError,
  changedSinceError,
  claimPolicy,
  isVersionOf,
  PolicyClaim,
  takenError,
} from './policyClaim';
import { requirePolicyWriter } from './policyWriter';
import { widthOf } from './policyWidth';
import { readPolicy } from './readPolicy';
import { replacement } from './replacement';
import { isSamePolicy } from './samePolicy';
import { refusedWrite } from './refusedWrite';

/**
 * A draft to apply, and whether the person has the permission to take away a policy of some width.
 */
export type PermittedDraft = RequestedDraft & {
  dryRun: boolean;
  mayReplace: (width: Width) => boolean;
};

/**
 * Applies a draft, never over the policy of another entity or a tool, and over the entity's own only in the version
 * that the draft replaces. The caller has seen to it that the namespace consents.
 *
 * @throws InputError for a draft that is not the entity's to make, ConflictError where somebody else was first,
 * NotAllowedError without the permission for what is replaced or where the cluster is read only, ClusterError when the cluster refuses.
 */
export async function applyExposure(
  states: ClusterStates,
  found: { cluster: EvaluableCluster; workload: EntityWorkload },
  entity: LoadedEntity,
  request: PermittedDraft,
): Promise<AppliedExposure> {
  const { cluster, workload } = found;
  const { draft, dryRun, mayReplace } = request;
  const writer = requirePolicyWriter(cluster);
  const manifest = buildPolicy(workload, request);
  await requireOwnSelection(cluster, workload, draft);
  const answerWith = (result: AppliedExposure['result']): AppliedExposure => ({
    result,
    dryRun,
    cluster: cluster.name,
    policy: { namespace: draft.namespace, name: draft.name },
    manifest: stringifyManifest(manifest),
  });

  const existing = await readPolicy(cluster, draft);
  if (existing) {
    const claim = await claimPolicy(existing, entity, found);
    requireOwn(existing, entity, claim);
    if (isSamePolicy(existing, manifest)) {
      return answerWith('unchanged');
    }
    requireSeen(existing, claim, draft.replaces);
    requireReplaceable(existing, mayReplace);
  } else if (draft.replaces) {
    throw new ConflictError(
      `Nothing was written: ${describeObject(
        resources.networkPolicies,
        draft,
      )} has been removed since you looked at it. Preview the draft again`,
    );
  }
  const object = await write({ writer, cluster, manifest, existing, dryRun });
  if (!dryRun) {
    states.note(cluster.name, { type: resources.networkPolicies, object });
  }
  return answerWith(existing ? 'updated' : 'created');
}

/** The API server refuses to create what exists, and to replace any other version than the one that is sent. */
async function write(request: {
  writer: ClusterWriter;
  cluster: EvaluableCluster;
  manifest: NetworkPolicyManifest;
  existing: KubernetesObject | undefined;
  dryRun: boolean;
}): Promise<KubernetesObject> {
  const { writer, cluster, manifest, existing, dryRun } = request;
  const type = resources.networkPolicies;
  const seen =
    existing &&
    requireVersion(
      cluster.name,
      describeObject(type, existing.metadata),
      existing,
    );
  const answer = seen
    ? await writer.replace(type, replacement(seen, manifest), { dryRun })
    : await writer.create(type, manifest, { dryRun });
  if (answer.ok) {
    return answer.value;
  }
  throw refusedWrite(cluster.name, 'apply', manifest.metadata, answer.failure);
}

type OwnClaim = Extract<PolicyClaim, { is: 'own' }>;

function requireOwn(
  existing: KubernetesObject,
  entity: LoadedEntity,
  claim: PolicyClaim,
): asserts claim is OwnClaim {
  if (claim.is === 'adopted') {
    throw adoptedError(existing, entity, claim);
  }
  if (claim.is === 'others') {
    throw takenError(existing, entity);
  }
}

/** To replace a policy takes away what it opened: permission for the draft alone would make that for the revoke void. */
function requireReplaceable(
  existing: KubernetesObject,
  mayReplace: PermittedDraft['mayReplace'],
) {
  const width = widthOf(existing);
  if (width && !mayReplace(width)) {
    const what = describeObject(resources.networkPolicies, existing.metadata);
    throw new NotAllowedError(
      `${what} was left unchanged: you have neither the permission ${networkPolicyExposureApplyPermission.name} nor ${networkPolicyExposureRevokePermission.name} for a policy of its width, ${width}`,
    );
  }
}

function requireSeen(
  existing: KubernetesObject,
  { requestedBy, appliedAt }: OwnClaim,
  replaces: ExposureDraft['replaces'],
) {
  if (replaces && isVersionOf(existing, replaces)) {
    return;
  }
  if (replaces) {
    throw changedSinceError(existing);
  }
  const what = describeObject(resources.networkPolicies, existing.metadata);
  const who = requestedBy ? ` by ${requestedBy}` : '';
  const when = appliedAt ? ` at ${appliedAt}` : '';
  throw new ConflictError(
    `${what} was left unchanged: it was applied${who}${when} and differs from this draft. Preview the draft, and send the version that you saw to replace it`,
  );
}
