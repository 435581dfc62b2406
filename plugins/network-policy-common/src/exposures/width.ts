import { isEveryAddress } from '../kubernetes/addresses';
import { LabelSelector } from '../kubernetes/labels';
import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyRule,
} from '../kubernetes/networkPolicy';
import { namespaceNameLabel } from '../kubernetes/parseNamespace';
import { Width } from '../schema/openapi';

/** The widths, widest first. */
const widths: readonly Width[] = [
  'any-source',
  'all-namespaces',
  'labelled-namespaces',
  'certain-pods',
  'certain-pods-in-labelled-namespaces',
  'addresses',
];

function selectsAll(selector: LabelSelector): boolean {
  return (
    Object.keys(selector.matchLabels).length === 0 &&
    selector.matchExpressions.length === 0
  );
}

// Every namespace has the label of its name, so asking for it is another spelling of all namespaces.
function selectsAllNamespaces(selector: LabelSelector): boolean {
  return (
    Object.keys(selector.matchLabels).length === 0 &&
    selector.matchExpressions.every(
      ({ key, operator }) =>
        key === namespaceNameLabel && operator === 'Exists',
    )
  );
}

function selectsOnlyNamespace(selector: LabelSelector, name: string): boolean {
  return (
    selector.matchLabels[namespaceNameLabel] === name ||
    selector.matchExpressions.some(
      ({ key, operator, values }) =>
        key === namespaceNameLabel &&
        operator === 'In' &&
        values.every(value => value === name),
    )
  );
}

function peerWidth(
  peer: NetworkPolicyPeer,
  policyNamespace: string,
): Width | undefined {
  if (peer.kind === 'ipBlock') {
    return isEveryAddress(peer.cidr) && peer.except.length === 0
      ? 'any-source'
      : 'addresses';
  }
  const { namespaceSelector, podSelector } = peer;
  if (
    !namespaceSelector ||
    selectsOnlyNamespace(namespaceSelector, policyNamespace)
  ) {
    return undefined;
  }
  const everyPod = !podSelector || selectsAll(podSelector);
  if (selectsAllNamespaces(namespaceSelector)) {
    return everyPod ? 'all-namespaces' : 'certain-pods';
  }
  return everyPod
    ? 'labelled-namespaces'
    : 'certain-pods-in-labelled-namespaces';
}

/** Orders widths, widest first. */
export function compareWidths(one: Width, other: Width): number {
  return widths.indexOf(one) - widths.indexOf(other);
}

/**
 * How wide a rule of ingress opens the pods of its policy, however it is spelled; the width of its widest peer. A rule
 * without peers and a block of all addresses admit any source, sources outside the cluster included.
 *
 * @returns undefined when the rule admits nothing beyond the policy's own namespace
 * @public
 */
export function exposureWidth(
  policy: Pick<NetworkPolicy, 'namespace'>,
  rule: NetworkPolicyRule,
): Width | undefined {
  if (rule.peers.length === 0) {
    return 'any-source';
  }
  return rule.peers
    .map(peer => peerWidth(peer, policy.namespace))
    .filter(width => width !== undefined)
    .sort(compareWidths)[0];
}

/**
 * Whether a rule is NP-05 in effect: every pod of every namespace, and nothing outside the cluster.
 *
 * @public
 */
export function isAllNamespaces(
  policy: Pick<NetworkPolicy, 'namespace'>,
  rule: NetworkPolicyRule,
): boolean {
  return exposureWidth(policy, rule) === 'all-namespaces';
}
