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

const draft = fc.record({ namespace: maybe(namespaceName), spec });

const named =
  (name: string) =>
  ({
    namespace,
    spec: drawn,
  }: {
    namespace?: string;
    spec: NetworkPolicy['spec'];
  }): NetworkPolicy & { apiVersion: string } => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: drawn,
  });

/** One policy that has this name. */
export const networkPolicyNamed = (name: string) => draft.map(named(name));

export const networkPolicies: fc.Arbitrary<NetworkPolicy[]> = fc
  .array(draft, { maxLength: 8 })
  .map(drafts => drafts.map((one, index) => named(`np${index}`)(one)));
