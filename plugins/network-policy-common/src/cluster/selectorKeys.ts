import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { LabelSelector } from '../kubernetes/labels';
import { NetworkPolicy, NetworkPolicyRule } from '../kubernetes/networkPolicy';

function addKeys(selector: LabelSelector | undefined, keys: Set<string>): void {
  if (selector) {
    for (const key in selector.matchLabels) {
      if (Object.hasOwn(selector.matchLabels, key)) {
        keys.add(key);
      }
    }
    for (const { key } of selector.matchExpressions) {
      keys.add(key);
    }
  }
}

function addKeysOfRules(
  rules: readonly NetworkPolicyRule[],
  keys: Set<string>,
): void {
  for (const { peers } of rules) {
    for (const peer of peers) {
      if (peer.kind === 'pods') {
        addKeys(peer.podSelector, keys);
      }
    }
  }
}

/** Adds the keys of all labels that a policy asks pods for. */
export function addKeysOfPolicy(
  { podSelector, ingress, egress }: NetworkPolicy,
  keys: Set<string>,
): void {
  addKeys(podSelector, keys);
  addKeysOfRules(ingress, keys);
  addKeysOfRules(egress, keys);
}

/** Adds the keys of all labels that a cluster-wide policy asks pods for. */
export function addKeysOfClusterPolicy(
  { subject, ingress, egress }: ClusterNetworkPolicy,
  keys: Set<string>,
): void {
  addKeys(subject.podSelector, keys);
  for (const { peers } of [...ingress, ...egress]) {
    for (const peer of peers) {
      if (peer.kind === 'pods') {
        addKeys(peer.podSelector, keys);
      }
    }
  }
}
