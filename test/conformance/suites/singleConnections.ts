import { End } from '../evaluators/evaluator';
import { NetworkPolicy, RawObject, TierPolicy } from '../naive/objects';
import { CorpusCase, Expectation, readCases } from './corpusCase';
import { namespaceOf, nodeOf, podOf, ShortObject, ShortPod } from './shortPod';

interface Query {
  src: string;
  dst: string;
  protocol: string;
  port: number;
  allowed: boolean;
}

const endOf = (text: string): End =>
  text === 'external' ? { address: '203.0.113.7' } : { pod: text };

const expectationOf = ({
  src,
  dst,
  protocol,
  port,
  allowed,
}: Query): Expectation => ({
  question: { from: endOf(src), to: endOf(dst), protocol, port },
  expected: { allowed },
});

/** The recipes of NetworkPolicy, each with the connections that it must allow and deny. */
export function recipeCases(): CorpusCase[] {
  return readCases<{ name: string; resources: RawObject[]; queries: Query[] }>(
    'recipes',
  ).map(({ name, resources, queries }) => ({
    name,
    states: [
      {
        manifests: resources,
        written: resources,
        expectations: queries.map(expectationOf),
      },
    ],
  }));
}

interface State {
  nodes: (ShortObject & { addresses: string[] })[];
  namespaces: ShortObject[];
  pods: ShortPod[];
  clusterNetworkPolicies: TierPolicy[];
  networkPolicies: NetworkPolicy[];
}

/** The conformance tests of ClusterNetworkPolicy: a case goes through states, and a query names its own. */
export function clusterNetworkPolicyCases(): CorpusCase[] {
  return readCases<{
    name: string;
    states: State[];
    queries: (Query & { state: number })[];
  }>('network-policy-api-conformance/cases').map(
    ({ name, states, queries }) => ({
      name,
      states: states.map((state, index) => {
        const objects = [
          ...state.nodes.map(nodeOf),
          ...state.namespaces.map(namespaceOf),
          ...state.pods.map(podOf),
          ...state.clusterNetworkPolicies,
          ...state.networkPolicies,
        ];
        return {
          manifests: objects,
          written: objects,
          expectations: queries
            .filter(query => query.state === index)
            .map(expectationOf),
        };
      }),
    }),
  );
}
