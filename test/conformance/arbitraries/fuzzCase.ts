import fc from 'fast-check';
import { isFinished, NaiveEnd, referenceOf } from '../naive/ends';
import { objectsOf, RawObject } from '../naive/objects';
import { outsideAddresses } from './blocks';
import { cluster } from './cluster';
import { labelsOf, namespaceName, podLabels } from './shared';

/** A cluster, ends of connections that no object stands for, and a number that picks what is asked. */
export interface FuzzCase {
  objects: RawObject[];
  outside: NaiveEnd[];
  pick: number;
}

const hypotheticalPod = fc.record({
  namespace: namespaceName,
  labels: labelsOf(podLabels),
});

export const fuzzCase: fc.Arbitrary<FuzzCase> = fc.record({
  objects: cluster,
  outside: fc.tuple(
    fc.record({ address: fc.constantFrom(...outsideAddresses) }),
    hypotheticalPod,
  ),
  pick: fc.nat(10_000),
});

/** All ends of connections of a case. Pods that have ended do not count (rule 17). */
export function endsOf({ objects, outside }: FuzzCase): NaiveEnd[] {
  const pods = objectsOf(objects, 'Pod').filter(pod => !isFinished(pod));
  return [...pods.map(pod => ({ pod: referenceOf(pod) })), ...outside];
}

/** All pairs of ends of a case of which at least one is in the cluster. */
export function pairsOf(fuzzed: FuzzCase): { from: NaiveEnd; to: NaiveEnd }[] {
  const ends = endsOf(fuzzed);
  return ends.flatMap(from =>
    ends
      .filter(to => !('address' in from && 'address' in to))
      .map(to => ({ from, to })),
  );
}
