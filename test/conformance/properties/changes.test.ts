import { IndexedCluster } from 'backstage-plugin-network-policy-common';
import fc from 'fast-check';
import { FuzzCase, fuzzCase } from '../arbitraries/fuzzCase';
import { indexedClusterOf } from '../evaluators/engineEvaluator';
import { RawObject } from '../naive/objects';
import { check } from './check';
import {
  answersOf,
  changesOf,
  contentsOf,
  manifestsAfter,
} from './clusterChanges';

/** Objects of one cluster on their way into another: some are new there, others replace one, and any may be deleted. */
const changes = (before: FuzzCase, other: FuzzCase) =>
  fc.array(
    fc.oneof(
      fc.record({
        type: fc.constant('set' as const),
        object: fc.constantFrom(...other.objects),
      }),
      fc.record({
        type: fc.constant('delete' as const),
        object: fc.constantFrom(...before.objects, ...other.objects),
      }),
    ),
    { minLength: 1, maxLength: 12 },
  );

const sequence = fc
  .tuple(fuzzCase, fuzzCase)
  .chain(([before, other]) =>
    fc.tuple(fc.constant(before), changes(before, other)),
  );

/** What a cluster holds and says; as a text, which is compared at once. */
const saidBy = (cluster: IndexedCluster, fuzzed: FuzzCase) =>
  JSON.stringify(
    { answers: answersOf(cluster, fuzzed), contents: contentsOf(cluster) },
    undefined,
    1,
  );

const withObjects = (fuzzed: FuzzCase, objects: RawObject[]): FuzzCase => ({
  ...fuzzed,
  objects,
});

it('a cluster that was changed says what one says that is made anew', () => {
  check(
    'changes one by one',
    1_000,
    fc.property(sequence, ([before, list]) => {
      const cluster = indexedClusterOf(before.objects);
      let { objects } = before;
      for (const change of list) {
        // Asking fills whatever the index remembers of answers.
        answersOf(cluster, withObjects(before, objects), 5);
        for (const one of changesOf(change.type, change.object)) {
          cluster.apply(one);
        }
        objects = manifestsAfter(objects, [change]);
      }
      const after = withObjects(before, objects);
      const anew = indexedClusterOf(objects);
      expect(saidBy(cluster, after)).toBe(saidBy(anew, after));
    }),
  );
});

it('a preview says what the changed cluster says, and leaves no trace', () => {
  check(
    'previews',
    500,
    fc.property(sequence, ([before, list]) => {
      const cluster = indexedClusterOf(before.objects);
      const said = saidBy(cluster, before);
      const after = withObjects(before, manifestsAfter(before.objects, list));
      const previewed = cluster.preview(
        list.flatMap(({ type, object }) => changesOf(type, object)),
        changed => saidBy(changed, after),
      );
      const anew = indexedClusterOf(after.objects);
      expect(previewed).toBe(saidBy(anew, after));
      expect(saidBy(cluster, before)).toBe(said);
    }),
  );
});
