import fc from 'fast-check';
import { NetworkPolicy, NetworkPolicyPort } from '../naive/objects';
import { ipBlock } from './blocks';
import {
  anyList,
  maybe,
  maybeProtocol,
  namespaceName,
  namespaceSelector,
  podSelector,
  portName,
  portNumber,
  portRange,
} from './shared';

const peer = fc.oneof(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ namespaceSelector, podSelector }),
  fc.record({ ipBlock }),
);

const port: fc.Arbitrary<NetworkPolicyPort> = fc.oneof(
  fc.record({ protocol: maybeProtocol }),
  fc.record({ protocol: maybeProtocol, port: portNumber }),
  fc.record({ protocol: maybeProtocol, port: portName }),
  fc
    .record({ protocol: maybeProtocol, range: portRange })
    .map(({ protocol, range }) => ({
      protocol,
      port: range.start,
      endPort: range.end,
    })),
);

const ports = anyList(port);

/** The spec of a NetworkPolicy in every shape that the API takes. */
const spec = fc.record({
  podSelector,
  policyTypes: fc.constantFrom<string[] | undefined | null>(
    undefined,
    null,
    [],
    ['Ingress'],
    ['Egress'],
    ['Ingress', 'Egress'],
    ['Egress', 'Ingress'],
  ),
  ingress: anyList(fc.record({ from: anyList(peer), ports })),
  egress: anyList(fc.record({ to: anyList(peer), ports })),
});

export const networkPolicyAt = (
  index: number,
): fc.Arbitrary<NetworkPolicy & { apiVersion: string }> =>
  fc.record({
    apiVersion: fc.constant('networking.k8s.io/v1'),
    kind: fc.constant('NetworkPolicy' as const),
    metadata: fc.record({
      name: fc.constant(`np${index}`),
      namespace: maybe(namespaceName),
    }),
    spec,
  });

export const networkPolicies: fc.Arbitrary<NetworkPolicy[]> = fc
  .integer({ min: 0, max: 8 })
  .chain(count =>
    fc.tuple(
      ...Array.from({ length: count }, (_, index) => networkPolicyAt(index)),
    ),
  );
