import { ConflictError, InputError } from '@backstage/errors';
import {
  AppliedExposure,
  buildNetworkPolicy,
  ExposureDraft,
  NetworkPolicyManifest,
  stringifyManifest,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
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
  return buildNetworkPolicy(draft, { owner, requestedBy });
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
    if (draft.replace !== true) {
      throw differsError(existing, management);
    }
  }
  const object = await write(cluster, manifest, existing, dryRun);
  if (!dryRun) {
    states.note(cluster.name, { type: resources.networkPolicies, object });
  }
  return answerWith(existing ? 'updated' : 'created');
}

/** What was seen is what is replaced: the observed version makes the API server refuse anything newer. */
async function write(
  { client, name }: EvaluableCluster,
  manifest: NetworkPolicyManifest,
  existing: KubernetesObject | undefined,
  dryRun: boolean,
): Promise<KubernetesObject> {
  const { metadata } = manifest;
  const resourceVersion = existing?.metadata.resourceVersion;
  const answer = await client.apply(
    resources.networkPolicies,
    {
      ...manifest,
      metadata: { ...metadata, ...(resourceVersion && { resourceVersion }) },
    },
    { dryRun },
  );
  const what = describeObject(resources.networkPolicies, metadata);
  if (!answer.ok) {
    throw answer.failure.kind === 'conflict'
      ? conflictError(what, answer.failure)
      : toError(name, `apply ${what}`, answer.failure);
  }
  if (!existing && !answer.value.created && !dryRun) {
    throw new ConflictError(
      `${what} was created by somebody else at the same moment; look at it before you go on`,
    );
  }
  return answer.value.object;
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
    `${what} was applied${who}${when} and differs from this draft; it was left unchanged. Set replace to change it`,
  );
}
