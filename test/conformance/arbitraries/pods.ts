import fc from 'fast-check';
import { ContainerPort, Labels, Namespace, Node, Pod } from '../naive/objects';
import {
  labelsOf,
  maybe,
  namespaceLabels,
  namespaceName,
  namespaceNames,
  podLabels,
} from './shared';

const given = <T>(list: readonly (T | undefined)[]): T[] =>
  list.filter((one): one is T => one !== undefined);

const namespaceNamed = (name: string): fc.Arbitrary<Namespace> =>
  maybe(labelsOf({ ...namespaceLabels, keys: ['team', 'tier'] })).map(
    (labels): Namespace & { apiVersion: string } => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    }),
  );

/** Some namespaces are given; others are only used. */
export const namespaces: fc.Arbitrary<Namespace[]> = fc
  .tuple(...namespaceNames.map(name => maybe(namespaceNamed(name))))
  .map(given);

const nodeAddresses = [
  ['192.0.2.1', '2001:db8:1::1'],
  ['192.0.2.2', '2001:db8:1::2'],
];

const nodeAt = (index: number): fc.Arbitrary<Node> =>
  labelsOf(podLabels).map((labels): Node & { apiVersion: string } => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node${index}`, labels },
    status: {
      addresses: nodeAddresses[index].map(address => ({
        type: 'InternalIP',
        address,
      })),
    },
  }));

/** Nodes that are given; pods may run on others. */
export const nodes: fc.Arbitrary<Node[]> = fc
  .tuple(maybe(nodeAt(0)), maybe(nodeAt(1)))
  .map(given);

/** The same name means another number on another pod, and another protocol on the same one. */
const containerPort = fc.constantFrom<ContainerPort>(
  { name: 'http', containerPort: 80 },
  { name: 'http', containerPort: 443, protocol: 'TCP' },
  { name: 'http', containerPort: 81, protocol: 'UDP' },
  { name: 'dns', containerPort: 81, protocol: 'UDP' },
  { name: 'dns', containerPort: 81 },
  { name: 'metrics', containerPort: 80, protocol: 'SCTP' },
  { containerPort: 80 },
);

const containerPorts = fc.uniqueArray(containerPort, {
  maxLength: 3,
  selector: ({ name, containerPort: number, protocol = 'TCP' }) =>
    `${name ?? number} ${protocol}`,
});

type Addressing = 'IPv4' | 'IPv6' | 'dual' | 'none';

function addressesOf(addressing: Addressing, index: number): string[] {
  const four = `10.0.0.${index + 1}`;
  const six = `fd00::${index + 1}`;
  return { IPv4: [four], IPv6: [six], dual: [four, six], none: [] }[addressing];
}

/** What is drawn of a pod; the rest follows from its place in the list. */
interface PodDraft {
  namespace?: string;
  labels?: Labels;
  ports: ContainerPort[];
  owner?: string;
  /** Which of the cluster's ways of addressing. */
  addressing: number;
  hostNetwork?: boolean;
  node?: 0 | 1;
  phase?: string;
}

const podDraft = fc.record<PodDraft>({
  namespace: maybe(namespaceName),
  labels: maybe(labelsOf(podLabels)),
  ports: containerPorts,
  owner: fc.constantFrom(undefined, undefined, 'replicas'),
  addressing: fc.nat(4),
  hostNetwork: fc.constantFrom(...Array(7).fill(undefined), false, true),
  node: fc.constantFrom(0, 1, undefined),
  phase: fc.constantFrom(
    ...Array(8).fill('Running'),
    'Pending',
    'Succeeded',
    'Failed',
    'Unknown',
    undefined,
  ),
});

function podAt(
  draft: PodDraft,
  index: number,
  addressing: readonly Addressing[],
): Pod & { apiVersion: string } {
  const { namespace, labels, ports, owner, hostNetwork, node, phase } = draft;
  const addresses = hostNetwork
    ? nodeAddresses[node ?? 0]
    : addressesOf(addressing[draft.addressing], index);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `pod${index}`,
      namespace,
      labels,
      ownerReferences: owner
        ? [{ kind: 'ReplicaSet', name: owner, controller: true }]
        : undefined,
    },
    spec: {
      hostNetwork,
      nodeName: node === undefined ? undefined : `node${node}`,
      containers: [{ ports }],
    },
    status: {
      phase,
      podIP: addresses[0],
      podIPs: addresses.map(ip => ({ ip })),
    },
  };
}

/** Clusters of one family, of both, and of none, as in a folder of manifests; some pods have no address yet. */
const addressings: readonly (readonly Addressing[])[] = [
  ['IPv4', 'IPv4', 'IPv4', 'IPv4', 'none'],
  ['dual', 'dual', 'IPv4', 'IPv6', 'none'],
  ['none', 'none', 'none', 'none', 'none'],
];

export const pods: fc.Arbitrary<Pod[]> = fc
  .record({
    addressing: fc.constantFrom(...addressings),
    drafts: fc.array(podDraft, { minLength: 2, maxLength: 8 }),
  })
  .map(({ addressing, drafts }) =>
    drafts.map((draft, index) => podAt(draft, index, addressing)),
  );
