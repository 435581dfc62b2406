import { ConflictError, InputError } from '@backstage/errors';
import {
  AppliedExposure,
  buildNetworkPolicy,
  ExposureDraft,
  networkPolicyAnnotations,
  NetworkPolicyManifest,
  stringifyManifest,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { requireWriter } from '../clusters/ClusterWriter';
import { ClusterFailure, toError } from '../clusters/clusterFailure';
import { KubernetesObject } from '../clusters/kubernetesObject';
import { describeObject, resources } from '../clusters/resources';
import { EntityWorkload } from '../targets/entityWorkload';
import { ClusterStates } from '../state/ClusterStates';
import { foreignError, Management, managementOf } from './management';
import { readPolicy } from './readPolicy';
import { isSamePolicy } from './samePolicy';
import {
  findSelectedPods,
  requireNoOthers,
  requireOwnLabels,
} from './selectedPods';

/**
 * The policy of a draft for an entity.
 *
 * @throws InputError when it would select no pod of the entity, or a pod of somebody else, now or later.
 */
export async function buildPolicyFor(
  cluster: EvaluableCluster,
  workload: EntityWorkload,
  draft: ExposureDraft,
  requestedBy: string,
): Promise<NetworkPolicyManifest> {
  const { owner, entityRef } = workload;
  const selected = await findSelectedPods(cluster, workload, {
    namespace: draft.namespace,
    podSelector: { matchLabels: draft.podSelector, matchExpressions: [] },
  });
  requireNoOthers(workload, selected);
  requireOwnLabels(workload, draft.podSelector);
  if (selected.own.length === 0) {
    throw new InputError(
      `The policy's podSelector selects no pod of ${entityRef} in namespace ${draft.namespace} of cluster ${cluster.name}`,
    );
  }
  return buildNetworkPolicy(draft, { entity: entityRef, owner, requestedBy });
}

/**
 * Applies a draft, never over what somebody else manages and never over another draft unless it says so. The caller
 * sees to it that nobody else in this process applies the same policy meanwhile.
 *
 * @throws InputError for a draft that is not the entity's to make, ConflictError where somebody else was first,
 * ClusterError when the cluster refuses.
 */
export async function applyExposure(
  states: ClusterStates,
  cluster: EvaluableCluster,
  workload: EntityWorkload,
  request: { draft: ExposureDraft; requestedBy: string; dryRun: boolean },
): Promise<AppliedExposure> {
  const { draft, requestedBy, dryRun } = request;
  const manifest = await buildPolicyFor(cluster, workload, draft, requestedBy);
  const answerWith = (result: AppliedExposure['result']): AppliedExposure => ({
    result,
    dryRun,
    cluster: cluster.name,
    policy: { namespace: draft.namespace, name: draft.name },
    manifest: stringifyManifest(manifest),
  });

  const existing = await readPolicy(cluster, draft);
  if (existing) {
    const management = managementOf(existing);
    if (management.by === 'others') {
      throw foreignError(existing, management.managers);
    }
    if (isSamePolicy(existing, manifest)) {
      return answerWith('unchanged');
    }
    requireSeen(existing, management, draft.replaces);
  } else if (draft.replaces) {
    throw new ConflictError(
      `${describeObject(
        resources.networkPolicies,
        draft,
      )} has been removed since you looked; nothing was written`,
    );
  }
  const object = await write(cluster, manifest, existing, dryRun);
  if (!dryRun) {
    states.note(cluster.name, { type: resources.networkPolicies, object });
  }
  return answerWith(existing ? 'updated' : 'created');
}

/** What was seen is what is replaced: the version that was seen makes the API server refuse anything newer. */
async function write(
  cluster: EvaluableCluster,
  manifest: NetworkPolicyManifest,
  existing: KubernetesObject | undefined,
  dryRun: boolean,
): Promise<KubernetesObject> {
  const writer = requireWriter(cluster);
  const answer = existing
    ? await writer.replace(
        resources.networkPolicies,
        replacing(existing, manifest),
        { dryRun },
      )
    : await writer.create(resources.networkPolicies, manifest, { dryRun });
  if (answer.ok) {
    return answer.value;
  }
  const what = describeObject(resources.networkPolicies, manifest.metadata);
  switch (answer.failure.kind) {
    case 'already-exists':
      throw new ConflictError(
        `${what} was created by somebody else at the same moment; it was left unchanged. Look at it before you go on`,
      );
    case 'conflict':
      throw conflictError(what, answer.failure);
    default:
      throw toError(cluster.name, `apply ${what}`, answer.failure);
  }
}

/** Labels and annotations of others stay; of ours, those that the draft no longer has go. */
function replacing(
  existing: KubernetesObject,
  manifest: NetworkPolicyManifest,
): KubernetesObject {
  const ours: readonly string[] = Object.values(networkPolicyAnnotations);
  const kept = Object.entries(existing.metadata.annotations).filter(
    ([key]) => !ours.includes(key),
  );
  return {
    ...existing,
    metadata: {
      ...existing.metadata,
      labels: { ...existing.metadata.labels, ...manifest.metadata.labels },
      annotations: {
        ...Object.fromEntries(kept),
        ...manifest.metadata.annotations,
      },
    },
    spec: manifest.spec,
  };
}

/** Only what somebody has seen is changed, and only in the version that they saw. */
function requireSeen(
  existing: KubernetesObject,
  management: Extract<Management, { by: 'us' }>,
  replaces: ExposureDraft['replaces'],
) {
  if (!replaces) {
    throw differsError(existing, management);
  }
  const { uid, resourceVersion } = existing.metadata;
  if (replaces.uid !== uid || replaces.resourceVersion !== resourceVersion) {
    throw new ConflictError(
      `${describeObject(
        resources.networkPolicies,
        existing.metadata,
      )} has changed since you looked; it was left unchanged. Look at it again before you go on`,
    );
  }
}

function conflictError(what: string, { managers, message }: ClusterFailure) {
  return new ConflictError(
    managers.length > 0
      ? `${what} is managed by ${managers.join(' and ')}; it was left unchanged`
      : `${what} was changed by somebody else meanwhile; it was left unchanged: ${message}`,
  );
}

function differsError(
  { metadata }: KubernetesObject,
  { requestedBy, appliedAt }: Extract<Management, { by: 'us' }>,
) {
  const what = describeObject(resources.networkPolicies, metadata);
  const who = requestedBy ? ` by ${requestedBy}` : '';
  const when = appliedAt ? ` at ${appliedAt}` : '';
  return new ConflictError(
    `${what} was applied${who}${when} and differs from this draft; it was left unchanged. Preview it, and send the version that you saw to replace it`,
  );
}
