import { InputError } from '@backstage/errors';
import {
  formatLabels,
  Labels,
  LabelSelector,
  matchesSelector,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { toError } from '../clusters/clusterFailure';
import {
  KubernetesObject,
  kubernetesObjectSchema,
} from '../clusters/kubernetesObject';
import { resources } from '../clusters/resources';
import { EntityWorkload, isPodOf } from '../targets/entityWorkload';

/** How many pods a message names before it only counts them. */
const NAMED_PODS = 5;

/**
 * The pods that a policy selects in its namespace: the entity's and everybody else's.
 */
export interface SelectedPods {
  own: readonly string[];
  others: readonly string[];
}

/**
 * Finds out whose pods a policy selects. Only labels are read, so that a pod that is not understood otherwise still
 * counts.
 *
 * @throws ClusterError when the pods cannot be listed.
 */
export async function findSelectedPods(
  { reader, name }: EvaluableCluster,
  workload: EntityWorkload,
  policy: { namespace: string; podSelector: LabelSelector },
): Promise<SelectedPods> {
  const { namespace, podSelector } = policy;
  const answer = await reader.list(resources.pods, { namespace });
  if (!answer.ok) {
    throw toError(name, `list pods in namespace ${namespace}`, answer.failure);
  }
  const selected = answer.value
    .map(raw => kubernetesObjectSchema.parse(raw).metadata)
    .filter(pod => matchesSelector(podSelector, pod.labels));
  const isOwn = ({ labels }: KubernetesObject['metadata']) =>
    isPodOf(workload, { namespace, labels });
  return {
    own: selected.filter(isOwn).map(pod => pod.name),
    others: selected.filter(pod => !isOwn(pod)).map(pod => pod.name),
  };
}

/**
 * Nobody may open or close somebody else's pods through their own entity.
 *
 * @throws InputError that names the pods of others.
 */
export function requireNoOthers(
  { entityRef }: EntityWorkload,
  { others }: SelectedPods,
): void {
  if (others.length === 0) {
    return;
  }
  const named = others.slice(0, NAMED_PODS).join(', ');
  const more =
    others.length > NAMED_PODS ? ` and ${others.length - NAMED_PODS} more` : '';
  throw new InputError(
    `The policy's podSelector selects pods that are not of ${entityRef}: ${named}${more}`,
  );
}

/**
 * Whether a policy that selects by these labels can only ever select pods that the labels of the entity's annotations
 * select. A policy stays when pods come. What the annotations say beyond labels is compared with the pods of today.
 */
export function hasOwnLabels(
  { selector: { matchLabels } }: EntityWorkload,
  podSelector: Labels,
): boolean {
  return Object.entries(matchLabels).every(
    ([key, value]) => podSelector[key] === value,
  );
}

/**
 * Refuses labels that could select pods of others later; see {@link hasOwnLabels}.
 *
 * @throws InputError that names the labels.
 */
export function requireOwnLabels(
  workload: EntityWorkload,
  podSelector: Labels,
): void {
  if (!hasOwnLabels(workload, podSelector)) {
    throw new InputError(
      `The policy's podSelector must hold the labels ${formatLabels(
        workload.selector.matchLabels,
      )} of ${workload.entityRef}, or it could select pods of others later`,
    );
  }
}

/**
 * Refuses a policy that selects none of the entity's pods.
 *
 * @throws InputError that says where.
 */
export function requireOwnPods(
  { entityRef }: EntityWorkload,
  own: readonly unknown[],
  place: { cluster: string; namespace: string },
): void {
  if (own.length === 0) {
    throw new InputError(
      `The policy's podSelector selects no pod of ${entityRef} in namespace ${place.namespace} of cluster ${place.cluster}`,
    );
  }
}
