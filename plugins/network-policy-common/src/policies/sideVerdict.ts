import { DecidingPolicy, DecidingRule } from './deciding';
import { OpenQuestion } from './openQuestion';

/** A list that holds at least one item. @public */
export type NonEmpty<T> = readonly [T, ...T[]];

/** The items as a list that holds at least one; undefined for an empty list. */
export function nonEmpty<T>(items: readonly T[]): NonEmpty<T> | undefined {
  return isNonEmpty(items) ? items : undefined;
}

function isNonEmpty<T>(items: readonly T[]): items is NonEmpty<T> {
  return items.length > 0;
}

/**
 * One side of a connection with its reasons. A verdict without reasons cannot be written down.
 *
 * - `same-pod`: no policy can keep a pod from its own address
 * - `not-subject`: a node, or an address outside the cluster: policies are not about this end
 * - `own-node`: it comes from the node that the pod runs on, which can always reach it
 * - `not-isolated`: nothing isolates the pod in this direction
 * - `rules`: these rules allow it; all of NetworkPolicy's that do, or the one of a tier that decided
 * - `no-rule`: these NetworkPolicies isolate the pod, and none of their rules allows it
 * - `denied`: this rule of a tier denies it
 *
 * @public
 */
export type SideVerdict =
  | { allowed: true; because: 'same-pod'; policies: readonly [] }
  | { allowed: true; because: 'not-subject'; policies: readonly [] }
  | { allowed: true; because: 'own-node'; policies: readonly [] }
  | { allowed: true; because: 'not-isolated'; policies: readonly [] }
  | { allowed: true; because: 'rules'; policies: NonEmpty<DecidingRule> }
  | { allowed: false; because: 'no-rule'; policies: NonEmpty<DecidingPolicy> }
  | { allowed: false; because: 'denied'; policies: readonly [DecidingRule] };

/** A side's verdict, and what could turn it. */
export interface JudgedSide {
  verdict: SideVerdict;
  questions: readonly OpenQuestion[];
}
