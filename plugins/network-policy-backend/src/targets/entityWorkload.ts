import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  Labels,
  LabelSelector,
  matchesSelector,
} from 'backstage-plugin-network-policy-common';
import { parseLabelSelectorQuery } from './labelSelectorQuery';
import { withoutRolloutLabels } from './rolloutLabels';

const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const CLUSTER = 'backstage.io/kubernetes-cluster';

/**
 * Which pods are an entity's, as its annotations say. They mean what they mean to the kubernetes plugin.
 */
export interface EntityWorkload {
  entityRef: string;
  /** Owner as a full entity reference. */
  owner?: string;
  selector: LabelSelector;
  /** The only namespace it runs in, if the entity names one. */
  namespace?: string;
  /** The only cluster it runs in, if the entity names one. */
  cluster?: string;
}

/**
 * Reads the annotations. Undefined when the entity says nothing about Kubernetes.
 *
 * @throws InputError when its label selector is not one.
 */
export function readEntityWorkload(
  entity: Entity,
  owner?: string,
): EntityWorkload | undefined {
  const { annotations = {} } = entity.metadata;
  if (!annotations[SELECTOR] && !annotations[ID]) {
    return undefined;
  }
  const query = annotations[SELECTOR] || `${ID}=${annotations[ID]}`;
  const selector = parseLabelSelectorQuery(query);
  const entityRef = stringifyEntityRef(entity);
  if (!selector) {
    throw new InputError(
      `The annotation ${SELECTOR} of ${entityRef} is not a label selector: ${query}`,
    );
  }
  return {
    entityRef,
    owner,
    selector,
    namespace: annotations[NAMESPACE] || undefined,
    cluster: annotations[CLUSTER] || undefined,
  };
}

/**
 * Whether a pod is one of the entity's.
 */
export function isPodOf(
  workload: EntityWorkload,
  pod: { namespace: string; labels: Labels },
): boolean {
  return (
    (!workload.namespace || workload.namespace === pod.namespace) &&
    matchesSelector(workload.selector, pod.labels)
  );
}

/**
 * Labels that select the entity's pods in a policy: those of its annotations, or what its pods have in common where
 * the annotations say more than labels can.
 */
export function podSelectorOf(
  workload: EntityWorkload,
  pods: readonly { labels: Labels }[],
): Labels {
  const { matchLabels, matchExpressions } = workload.selector;
  if (matchExpressions.length === 0 || pods.length === 0) {
    return matchLabels;
  }
  const [first, ...others] = pods;
  return Object.fromEntries(
    Object.entries(withoutRolloutLabels(first.labels)).filter(([key, value]) =>
      others.every(pod => pod.labels[key] === value),
    ),
  );
}
