import {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyPeer,
  ClusterNetworkPolicyPort,
  ClusterNetworkPolicyRule,
  ClusterPodSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyRule,
} from 'backstage-plugin-network-policy-common';

const unknownFields = (fields: readonly string[]) =>
  Object.fromEntries(fields.map(field => [field, {}]));

function printPeer(peer: NetworkPolicyPeer): object {
  const { kind, ...fields } = peer;
  return kind === 'ipBlock' ? { ipBlock: fields } : fields;
}

const printRule = (field: 'from' | 'to') => (rule: NetworkPolicyRule) => ({
  [field]: rule.peers.map(printPeer),
  ports: rule.ports,
});

/** The manifest of a NetworkPolicy that was read. */
export function printNetworkPolicy(policy: NetworkPolicy): object {
  const { name, namespace, labels, annotations, ...spec } = policy;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels, annotations },
    spec: {
      ...spec,
      ingress: spec.ingress.map(printRule('from')),
      egress: spec.egress.map(printRule('to')),
    },
  };
}

const printPods = ({ namespaceSelector, podSelector }: ClusterPodSelector) =>
  podSelector
    ? { pods: { namespaceSelector, podSelector } }
    : { namespaces: namespaceSelector };

function printClusterPeer(peer: ClusterNetworkPolicyPeer): object {
  switch (peer.kind) {
    case 'pods':
      return printPods(peer);
    case 'networks':
      return { networks: peer.cidrs };
    case 'nodes':
      return { nodes: peer.selector };
    case 'domainNames':
      return { domainNames: peer.domainNames };
    default:
      return unknownFields(peer.fields);
  }
}

/** A port in the spelling of v1alpha1, which has none for every port of a protocol. */
function printAdminPort(port: ClusterNetworkPolicyPort): object {
  switch (port.kind) {
    case 'named':
      return { namedPort: port.name };
    case 'protocol':
      return { portRange: { protocol: port.protocol, start: 1, end: 65535 } };
    case 'range':
      return port.port === port.endPort
        ? { portNumber: { protocol: port.protocol, port: port.port } }
        : {
            portRange: {
              protocol: port.protocol,
              start: port.port,
              end: port.endPort,
            },
          };
    default:
      return unknownFields(port.fields);
  }
}

/** A port in the spelling of v1alpha2. */
function printClusterPort(port: ClusterNetworkPolicyPort): object {
  switch (port.kind) {
    case 'named':
      return { destinationNamedPort: port.name };
    case 'protocol':
      return { [port.protocol.toLowerCase()]: {} };
    case 'range': {
      const { protocol, port: start, endPort: end } = port;
      const destinationPort =
        start === end ? { number: start } : { range: { start, end } };
      return { [protocol.toLowerCase()]: { destinationPort } };
    }
    default:
      return unknownFields(port.fields);
  }
}

/** The manifest of a cluster-wide policy that was read, of the kind that it was. */
export function printClusterNetworkPolicy(
  policy: ClusterNetworkPolicy,
): object {
  const { kind, name, labels, annotations, tier, priority } = policy;
  const isAlpha2 = kind === 'ClusterNetworkPolicy';
  const printTierRule =
    (field: 'from' | 'to') =>
    ({ name: ruleName, action, peers, ports }: ClusterNetworkPolicyRule) => ({
      ...(ruleName !== undefined && { name: ruleName }),
      action: action === 'Accept' && !isAlpha2 ? 'Allow' : action,
      [field]: peers.map(printClusterPeer),
      ...(ports.length > 0 &&
        (isAlpha2
          ? { protocols: ports.map(printClusterPort) }
          : { ports: ports.map(printAdminPort) })),
    });
  return {
    apiVersion: `policy.networking.k8s.io/${
      isAlpha2 ? 'v1alpha2' : 'v1alpha1'
    }`,
    kind,
    metadata: { name, labels, annotations },
    spec: {
      ...(isAlpha2 && { tier }),
      ...(kind !== 'BaselineAdminNetworkPolicy' && { priority }),
      subject: printPods(policy.subject),
      ingress: policy.ingress.map(printTierRule('from')),
      egress: policy.egress.map(printTierRule('to')),
    },
  };
}
