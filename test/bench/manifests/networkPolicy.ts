import {
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyRule,
} from 'backstage-plugin-network-policy-common';
import {
  fieldNames,
  managedFields,
  mapUnlessEmpty,
  serverMetadata,
} from './metadata';

/** A selector as a person writes it. */
export function selectorOf({ matchLabels, matchExpressions }: LabelSelector) {
  return {
    ...mapUnlessEmpty('matchLabels', matchLabels),
    ...(matchExpressions.length > 0 && {
      matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
        key,
        operator,
        ...(values.length > 0 && { values }),
      })),
    }),
  };
}

function peerOf(peer: NetworkPolicyPeer) {
  if (peer.kind === 'ipBlock') {
    const { cidr, except } = peer;
    return { ipBlock: { cidr, ...(except.length > 0 && { except }) } };
  }
  const { namespaceSelector, podSelector } = peer;
  return {
    ...(namespaceSelector && {
      namespaceSelector: selectorOf(namespaceSelector),
    }),
    ...(podSelector && { podSelector: selectorOf(podSelector) }),
  };
}

function rulesOf(rules: readonly NetworkPolicyRule[], peersKey: 'from' | 'to') {
  return rules.map(({ peers, ports }) => ({
    ...(ports.length > 0 && { ports }),
    ...(peers.length > 0 && { [peersKey]: peers.map(peerOf) }),
  }));
}

/** A NetworkPolicy as a person writes it. */
export function plainNetworkPolicy(policy: NetworkPolicy): object {
  const { namespace, name, labels, annotations } = policy;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      namespace,
      ...mapUnlessEmpty('labels', labels),
      ...mapUnlessEmpty('annotations', annotations),
    },
    spec: specOf(policy),
  };
}

function specOf({ podSelector, policyTypes, ingress, egress }: NetworkPolicy) {
  return {
    podSelector: selectorOf(podSelector),
    ...(ingress.length > 0 && { ingress: rulesOf(ingress, 'from') }),
    ...(egress.length > 0 && { egress: rulesOf(egress, 'to') }),
    policyTypes,
  };
}

/** A NetworkPolicy as an API server gives it: about 1 kB. */
export function rawNetworkPolicy(policy: NetworkPolicy): object {
  const { namespace, name, labels, annotations } = policy;
  const manager = { operation: 'Update', subresource: undefined } as const;
  const server = serverMetadata('NetworkPolicy', policy);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      namespace,
      ...server,
      generation: 1,
      ...mapUnlessEmpty('labels', labels),
      ...mapUnlessEmpty('annotations', annotations),
      managedFields: managedFields(
        'networking.k8s.io/v1',
        [
          {
            ...manager,
            manager: 'argocd-controller',
            fields: {
              'f:metadata': {
                'f:labels': { '.': {}, ...fieldNames(Object.keys(labels)) },
              },
              'f:spec': fieldNames([
                'egress',
                'ingress',
                'podSelector',
                'policyTypes',
              ]),
            },
          },
        ],
        server.creationTimestamp,
      ),
    },
    spec: specOf(policy),
  };
}
