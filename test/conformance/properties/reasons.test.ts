import {
  evaluateConnection,
  Protocol,
} from 'backstage-plugin-network-policy-common';
import fc from 'fast-check';
import { fuzzCase, pairsOf } from '../arbitraries/fuzzCase';
import { engineEnd, indexedClusterOf } from '../evaluators/engineEvaluator';
import { portsToAsk, protocols } from '../evaluators/portRanges';
import { check } from './check';
import { reasonsAreTrue } from './truthOfReasons';

it('every reason of a verdict is true, and none of its rules or isolating policies is missing', () => {
  check(
    'reasons',
    1_500,
    fc.property(fuzzCase, fuzzed => {
      const { objects, pick } = fuzzed;
      const cluster = indexedClusterOf(objects);
      const ports = portsToAsk(objects);
      const untrue = pairsOf(fuzzed).flatMap(({ from, to }, index) => {
        const protocol: Protocol = protocols[(pick + index) % protocols.length];
        const port = ports[(pick + 7 * index) % ports.length];
        const verdict = evaluateConnection(cluster, {
          from: engineEnd(cluster, from),
          to: engineEnd(cluster, to),
          port: { protocol, port },
        });
        const question = { from, to, protocol, port };
        return reasonsAreTrue(objects, question, verdict)
          ? []
          : [{ question, verdict }];
      });
      expect(untrue).toEqual([]);
    }),
  );
});
