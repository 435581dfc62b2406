import {
  ClusterObject,
  readObject,
} from 'backstage-plugin-network-policy-common';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { fuzzCase, pairsOf } from '../arbitraries/fuzzCase';
import { naiveOutcomes } from '../naive/naiveVerdict';
import { RawObject } from '../naive/objects';
import { check } from './check';
import { printClusterNetworkPolicy, printNetworkPolicy } from './printObject';

function readOne(manifest: unknown): ClusterObject {
  const outcome = readObject(manifest);
  if (outcome.outcome !== 'read' || outcome.objects.length !== 1) {
    throw new Error(`Not read: ${JSON.stringify({ outcome, manifest })}`);
  }
  return outcome.objects[0];
}

/** The manifest of a policy that was read, as YAML and back; any other object as it was given. */
function printed(manifest: RawObject): RawObject {
  const { kind, object } = readOne(manifest);
  switch (kind) {
    case 'NetworkPolicy':
      return parse(stringify(printNetworkPolicy(object)));
    case 'ClusterNetworkPolicy':
      return parse(stringify(printClusterNetworkPolicy(object)));
    default:
      return manifest;
  }
}

it('a policy that was read and is printed reads the same, and means the same', () => {
  check(
    'printing',
    200,
    fc.property(fuzzCase, fuzzed => {
      const { objects, pick } = fuzzed;
      const again = objects.map(printed);
      expect(again.map(readOne)).toEqual(objects.map(readOne));
      const port = [80, 81, 443][pick % 3];
      const unlike = pairsOf(fuzzed).filter(pair => {
        const question = { ...pair, protocol: 'TCP', port };
        const [one, other] = [objects, again].map(some =>
          [...naiveOutcomes(some, question)].sort().join(),
        );
        return one !== other;
      });
      expect(unlike).toEqual([]);
    }),
  );
});
