import fc from 'fast-check';
import { ContainerPort, Namespace, Node, Pod } from '../naive/objects';
import {
  labelsOf,
  maybe,
  namespaceLabels,
  namespaceName,
  namespaceNames,
  podLabels,
} from './shared';

/** Namespaces that are given; others are only used. */
export const namespaces: fc.Arbitrary<Namespace[]> = fc
  .subarray(namespaceNames)
  .chain(names =>
    fc.tuple(
      ...names.map(name =>
        fc.record({
          apiVersion: fc.constant('v1'),
          kind: fc.constant('Namespace' as const),
          metadata: fc.record({
            name: fc.constant(name),
            labels: maybe(
              labelsOf({ ...namespaceLabels, keys: ['team', 'tier'] }),
            ),
          }),
        }),
      ),
    ),
  );

const nodeAddresses = [
  ['192.0.2.1', '2001:db8:1::1'],
  ['192.0.2.2', '2001:db8:1::2'],
];

export const nodes: fc.Arbitrary<Node[]> = fc.subarray([0, 1]).chain(indexes =>
  fc.tuple(
    ...indexes.map(index =>
      fc.record({
        apiVersion: fc.constant('v1'),
        kind: fc.constant('Node' as const),
        metadata: fc.record({
          name: fc.constant(`node${index}`),
          labels: labelsOf(podLabels),
        }),
        status: fc.constant({
          addresses: nodeAddresses[index].map(address => ({
            type: 'InternalIP',
            address,
          })),
        }),
      }),
    ),
  ),
);

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

const podIn = (addressing: fc.Arbitrary<Addressing>) =>
  fc.record({
    namespace: maybe(namespaceName),
    labels: maybe(labelsOf(podLabels)),
    ports: containerPorts,
    addressing,
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

/** A cluster has one way of addressing for most of its pods. */
const addressings: fc.Arbitrary<fc.Arbitrary<Addressing>> = fc.constantFrom(
  fc.constantFrom<Addressing>('IPv4', 'IPv4', 'IPv4', 'none'),
  fc.constantFrom<Addressing>('dual', 'dual', 'IPv4', 'IPv6', 'none'),
  fc.constantFrom<Addressing>('none'),
);

export const pods: fc.Arbitrary<Pod[]> = addressings
  .chain(addressing =>
    fc.array(podIn(addressing), { minLength: 2, maxLength: 8 }),
  )
  .map(list =>
    list.map(
      (
        { namespace, labels, ports, addressing, hostNetwork, node, phase },
        index,
      ) => {
        const addresses = hostNetwork
          ? nodeAddresses[node ?? 0]
          : addressesOf(addressing, index);
        return {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: `pod${index}`, namespace, labels },
          spec: {
            hostNetwork,
            nodeName: node === undefined ? undefined : `node${node}`,
            containers: [{ name: 'main', ports }],
          },
          status: {
            phase,
            podIP: addresses[0],
            podIPs: addresses.map(ip => ({ ip })),
          },
        };
      },
    ),
  );
