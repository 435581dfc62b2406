import fc from 'fast-check';
import {
  anyList,
  maybe,
  selectorOf,
} from '../../conformance/arbitraries/shared';
import {
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../../conformance/naive/objects';
import { ipBlockOf } from './blocks';

export type PolicyManifest = NetworkPolicy & {
  apiVersion: string;
  metadata: { name: string; namespace: string };
};

/** What policies may speak of: the names of the namespaces, and the addresses of the pods. */
export interface Subjects {
  namespaces: readonly string[];
  addresses: readonly string[];
}

type Spec = NetworkPolicy['spec'];

const podSelector = selectorOf({
  keys: ['app', 'role'],
  values: ['x', 'y', ''],
});

const namespaceSelectorOf = (namespaces: readonly string[]) =>
  fc.oneof(
    selectorOf({ keys: ['team', 'tier'], values: ['x', 'y', ''] }),
    selectorOf({ keys: ['kubernetes.io/metadata.name'], values: namespaces }),
  );

const protocol = fc.constantFrom(undefined, 'TCP', 'TCP', 'UDP', 'UDP', 'SCTP');

/** The pods serve 8080 to 8082: ranges end on them, beside them, or hold none. */
const port: fc.Arbitrary<NetworkPolicyPort> = fc.oneof(
  fc.record({ protocol }, { requiredKeys: [] }),
  fc.record({ protocol, port: fc.constantFrom(8080, 8081, 8082, 443) }),
  fc.record({
    protocol,
    port: fc.constantFrom('http', 'http', 'dns', 'metrics', 'nobodys'),
  }),
  fc
    .record({
      protocol,
      range: fc.constantFrom(
        { port: 8080, endPort: 8081 },
        { port: 8081, endPort: 8082 },
        { port: 8081, endPort: 8081 },
        { port: 1, endPort: 8080 },
        { port: 8082, endPort: 65535 },
        { port: 1, endPort: 65535 },
        { port: 9000, endPort: 9090 },
      ),
    })
    .map(({ protocol: given, range }) => ({ protocol: given, ...range })),
);

function specOf({ namespaces, addresses }: Subjects): fc.Arbitrary<Spec> {
  const namespaceSelector = namespaceSelectorOf(namespaces);
  const peer: fc.Arbitrary<NetworkPolicyPeer> = fc.oneof(
    fc.record({ podSelector }),
    fc.record({ namespaceSelector }),
    fc.record({ namespaceSelector, podSelector }),
    fc.record({ ipBlock: ipBlockOf(addresses) }),
  );
  const ports = anyList(port);
  return fc.record({
    podSelector,
    policyTypes: fc.constantFrom<(string[] | undefined)[]>(
      undefined,
      ['Ingress'],
      ['Egress'],
      ['Ingress', 'Egress'],
    ),
    ingress: anyList(fc.record({ from: anyList(peer), ports })),
    egress: anyList(fc.record({ to: anyList(peer), ports })),
  });
}

/** Everything is denied in a direction, or in both, to all pods or to some. */
const denyAll: fc.Arbitrary<Spec> = fc.record({
  podSelector: fc.oneof(fc.constant<LabelSelector>({}), podSelector),
  policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
});

/** NP-05, in its usual spelling and with what people add to it. */
const openToAllNamespaces: fc.Arbitrary<Spec> = fc
  .record({ podSelector, ports: maybe(fc.tuple(port)) })
  .map(({ podSelector: pods, ports }) => ({
    podSelector: pods,
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ namespaceSelector: {} }], ports }],
  }));

/** A manifest as it comes out of a file: nothing in it is undefined. */
const asWritten = <T>(manifest: T): T => JSON.parse(JSON.stringify(manifest));

/** A few policies in the namespaces, which deny often enough and allow often enough. */
function policySetOf(subjects: Subjects): fc.Arbitrary<PolicyManifest[]> {
  const spec = fc.oneof(
    { weight: 2, arbitrary: denyAll },
    { weight: 2, arbitrary: openToAllNamespaces },
    { weight: 5, arbitrary: specOf(subjects) },
  );
  return fc
    .array(
      fc.record({ namespace: fc.constantFrom(...subjects.namespaces), spec }),
      { minLength: 2, maxLength: 8 },
    )
    .map(policies =>
      policies.map(({ namespace, spec: one }, index) =>
        asWritten({
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy' as const,
          metadata: { name: `np${index}`, namespace },
          spec: one,
        }),
      ),
    );
}

/** The policies of a seed. The same seed gives the same ones, but for addresses, which pods get anew in each run. */
export function policySet(seed: number, subjects: Subjects): PolicyManifest[] {
  const [set] = fc.sample(policySetOf(subjects), { seed, numRuns: 1 });
  return set;
}
