import {
  buildNetworkPolicy,
  ExposureDraft,
  ExposureManifest,
  manifestFileName,
  NetworkPolicyManifest,
  stringifyManifest,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { LoadedEntity } from '../targets/LoadedEntity';
import { requireWritableEntity } from '../ownership/writableEntity';
import { EntityWorkload } from '../targets/entityWorkload';
import { requireInCluster } from '../targets/requireWorkload';
import {
  findSelectedPods,
  requireNoOthers,
  requireOwnLabels,
  requireOwnPods,
} from './selectedPods';

/**
 * A draft, and the person who makes it.
 */
export interface RequestedDraft {
  draft: ExposureDraft;
  /** As a full entity reference. */
  requestedBy: string;
  /** The owner to whom the namespace has consented; the entity's first one when missing. */
  owner?: string;
}

/**
 * The policy of a draft for an entity. No cluster is read.
 *
 * @throws InputError when it could select pods of others.
 */
export function buildPolicy(
  workload: EntityWorkload,
  { draft, requestedBy, owner = workload.owner }: RequestedDraft,
): NetworkPolicyManifest {
  const { entityRef } = workload;
  requireOwnLabels(workload, draft.podSelector);
  return buildNetworkPolicy(draft, { entity: entityRef, owner, requestedBy });
}

/**
 * The same as a file, such as for a pull request.
 *
 * @throws InputError when it could select pods of others, or the entity runs elsewhere.
 */
export function makeManifest(
  entity: LoadedEntity,
  request: RequestedDraft,
): ExposureManifest {
  const { draft } = request;
  const workload = requireWritableEntity(entity, draft.namespace);
  requireInCluster(workload, draft.cluster);
  return {
    manifest: stringifyManifest(buildPolicy(workload, request)),
    fileName: manifestFileName(draft),
  };
}

/**
 * Compares the pods that a draft selects in the cluster with the entity's. Only for a namespace that has consented.
 *
 * @throws InputError when it selects no pod of the entity, or a pod of somebody else; ClusterError when the pods cannot
 * be listed.
 */
export async function requireOwnSelection(
  cluster: EvaluableCluster,
  workload: EntityWorkload,
  { namespace, podSelector }: ExposureDraft,
): Promise<void> {
  const selected = await findSelectedPods(cluster, workload, {
    namespace,
    podSelector: { matchLabels: podSelector, matchExpressions: [] },
  });
  requireNoOthers(workload, selected);
  const place = { cluster: cluster.name, namespace };
  requireOwnPods(workload, selected.own, place);
}
