import { InputError } from '@backstage/errors';
import {
  formatSelector,
  Labels,
  LabelSelector,
  LabelSelectorRequirement,
  matchesSelector,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { toError } from '../clusters/clusterFailure';
import { kubernetesObjectSchema } from '../clusters/kubernetesObject';
import { resources } from '../clusters/resources';
import { EntityWorkload, isPodOf } from '../targets/entityWorkload';

/**
 * How many of the pods that a policy selects in its namespace are the entity's, and how many are not.
 */
export interface SelectedPods {
  own: number;
  others: number;
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
  const own = selected.filter(({ labels }) =>
    isPodOf(workload, { namespace, labels }),
  ).length;
  return { own, others: selected.length - own };
}

/**
 * Refuses a policy that would open or close pods of others. They are counted, not named: their names are not the
 * caller's to know.
 *
 * @throws InputError that says how many they are.
 */
export function requireNoOthers(
  { entityRef }: EntityWorkload,
  { others }: SelectedPods,
): void {
  if (others > 0) {
    throw new InputError(
      `The policy's podSelector selects ${others} ${
        others === 1 ? 'pod that is' : 'pods that are'
      } not of ${entityRef}; select fewer`,
    );
  }
}

/**
 * Whether a policy that selects by these labels can only ever select pods that the selector of the entity's annotations
 * selects. A policy stays when pods come, so each requirement must follow from a label of the policy. None can promise
 * that a pod lacks a label.
 */
export function hasOwnLabels(
  { selector: { matchLabels, matchExpressions } }: EntityWorkload,
  podSelector: Labels,
): boolean {
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => podSelector[key] === value,
    ) && matchExpressions.every(one => follows(one, podSelector[one.key]))
  );
}

function follows(
  { operator, values }: LabelSelectorRequirement,
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value !== undefined && !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return false;
  }
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
    const { entityRef, selector } = workload;
    const needed =
      selector.matchExpressions.length === 0
        ? `the labels ${formatSelector(selector)} of ${entityRef}`
        : `labels from which the selector ${formatSelector(
            selector,
          )} of ${entityRef} follows`;
    throw new InputError(
      `The policy's podSelector must hold ${needed}, or it could select pods of others later`,
    );
  }
}

/**
 * Refuses a policy that selects no pod of the entity.
 *
 * @throws InputError that says where.
 */
export function requireOwnPods(
  { entityRef }: EntityWorkload,
  own: number,
  place: { cluster: string; namespace: string },
): void {
  if (own === 0) {
    throw new InputError(
      `The policy's podSelector selects no pod of ${entityRef} in namespace ${place.namespace} of cluster ${place.cluster}`,
    );
  }
}
