import { DecidingPolicy, DecidingRule } from '../policies/deciding';
import { nonEmpty, NonEmpty } from '../policies/sideVerdict';

/**
 * What a rule that opens pods does to them today. It is found by asking what would be without the rule.
 *
 * - `opens`: no other rule was found that admits as much, so without it something would be closed
 * - `alone`: no other policy isolates these pods. Without it they would be open to everybody whom no cluster-wide policy
 *   denies, sources outside the cluster included: it closes them to all others, whatever its author meant
 * - `already-open`: taking it away changes nothing, for the rules in `by` admit as much as can be admitted at all; there
 *   are none where nothing isolates the pods
 * - `overruled`: it never counts, for what is asked first, in `by`, denies all that it admits or leaves nothing to it
 * - `no-port`: it admits nothing, for it names ports that these pods do not have
 * - `no-pods`: it selects no pods today
 *
 * @public
 */
export type ExposureEffect =
  | { kind: 'opens'; pods: number }
  | { kind: 'alone'; pods: number }
  | { kind: 'already-open'; pods: number; by: readonly DecidingRule[] }
  | { kind: 'overruled'; pods: number; by: NonEmpty<DecidingPolicy> }
  | { kind: 'no-port'; pods: number }
  | { kind: 'no-pods'; pods: 0 };

/** What a rule does to one pod. Of `by`, equal ones are one object. */
export type JudgedEffect =
  | { kind: 'opens' | 'alone' | 'no-port' }
  | { kind: 'already-open'; by: readonly DecidingRule[] }
  | { kind: 'overruled'; by: NonEmpty<DecidingPolicy> };

/** What a rule does to some pods that are alike. */
export interface CountedEffect {
  effect: JudgedEffect;
  pods: number;
}

/** Weightiest first. */
const kinds = [
  'opens',
  'alone',
  'already-open',
  'overruled',
  'no-port',
] as const;

function joinKind(
  kind: (typeof kinds)[number],
  counted: readonly CountedEffect[],
): ExposureEffect | undefined {
  const alike = counted.filter(({ effect }) => effect.kind === kind);
  if (alike.length === 0) {
    return undefined;
  }
  const pods = alike.reduce((sum, one) => sum + one.pods, 0);
  const effects = alike.map(({ effect }) => effect);
  switch (kind) {
    case 'already-open': {
      const by = effects.flatMap(one => (one.kind === kind ? one.by : []));
      return { kind, pods, by: [...new Set(by)] };
    }
    case 'overruled': {
      const by = effects.flatMap(one => (one.kind === kind ? one.by : []));
      const all = nonEmpty([...new Set(by)]);
      return all && { kind, pods, by: all };
    }
    default:
      return { kind, pods };
  }
}

/** What a rule does to all pods that it selects: each kind once, weightiest first. */
export function joinEffects(
  counted: readonly CountedEffect[],
): NonEmpty<ExposureEffect> {
  return (
    nonEmpty(
      kinds
        .map(kind => joinKind(kind, counted))
        .filter(effect => effect !== undefined),
    ) ?? [{ kind: 'no-pods', pods: 0 }]
  );
}
