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

/** An annotation that is longer is refused before it is parsed. */
const ANNOTATION_CHARACTERS = 4_096;

/** So much of an annotation is repeated in a message. */
const QUOTED_CHARACTERS = 200;

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
 * Reads the annotations. Undefined when the entity has no annotation that selects pods. Call it only after the
 * caller was found to be allowed to see the answer: annotations are text of a stranger.
 *
 * @throws InputError when its label selector is not one, or an annotation is longer than 4,096 characters.
 */
export function readEntityWorkload(
  entity: Entity,
  owner?: string,
): EntityWorkload | undefined {
  const { annotations = {} } = entity.metadata;
  if (!annotations[SELECTOR] && !annotations[ID]) {
    return undefined;
  }
  const entityRef = stringifyEntityRef(entity);
  for (const name of [SELECTOR, ID, NAMESPACE, CLUSTER]) {
    requireShort(entityRef, name, annotations[name] ?? '');
  }
  const name = annotations[SELECTOR] ? SELECTOR : ID;
  const query =
    name === SELECTOR ? annotations[SELECTOR] : `${ID}=${annotations[ID]}`;
  const parsed = parseLabelSelectorQuery(query);
  if (!parsed.ok) {
    const quoted = query.slice(0, QUOTED_CHARACTERS);
    throw new InputError(
      `The annotation ${name} of ${entityRef} is not a label selector: ${quoted}. The reason is that ${parsed.problem}. Correct the annotation`,
    );
  }
  return {
    entityRef,
    owner,
    selector: parsed.selector,
    namespace: annotations[NAMESPACE] || undefined,
    cluster: annotations[CLUSTER] || undefined,
  };
}

function requireShort(entityRef: string, name: string, value: string): void {
  if (value.length > ANNOTATION_CHARACTERS) {
    throw new InputError(
      `The annotation ${name} of ${entityRef} is not read: it has ${value.length} characters, and ${ANNOTATION_CHARACTERS} is the limit. Shorten the annotation`,
    );
  }
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
