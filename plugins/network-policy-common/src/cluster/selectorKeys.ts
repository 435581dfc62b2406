import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { LabelSelector } from '../kubernetes/labels';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { keysOfSelector } from '../kubernetes/selectors';

/** So many changes wait at the most, lest policies that are gone be kept for a question that nobody asks. */
const mostWaiting = 1_000;

type AskingPolicy = NetworkPolicy | ClusterNetworkPolicy;

function podSelectorOf(policy: AskingPolicy): LabelSelector | undefined {
  return 'subject' in policy ? policy.subject.podSelector : policy.podSelector;
}

/**
 * The keys of all labels that policies ask pods for. Only some questions need them, so what is added waits until one is
 * asked. What reads objects hands out one object for equal selectors where it can, so each is looked at once.
 */
export class SelectorKeys {
  private readonly known = new Set<string>();
  private waiting: (readonly AskingPolicy[])[] = [];

  /** Adds what these policies ask for. Keys stay when the policies go: they only tell more pods apart. */
  add(policies: readonly AskingPolicy[]): void {
    if (policies.length > 0) {
      this.waiting.push(policies);
    }
    if (this.waiting.length >= mostWaiting) {
      this.all();
    }
  }

  /** All keys so far; always the same set, which grows. */
  all(): ReadonlySet<string> {
    if (this.waiting.length > 0) {
      const selectors = new Set<LabelSelector>();
      for (const policies of this.waiting) {
        for (let index = 0; index < policies.length; index++) {
          const policy = policies[index];
          const podSelector = podSelectorOf(policy);
          if (podSelector) {
            selectors.add(podSelector);
          }
          addOfRules(policy.ingress, selectors);
          addOfRules(policy.egress, selectors);
        }
      }
      this.waiting = [];
      selectors.forEach(selector =>
        keysOfSelector(selector).forEach(key => this.known.add(key)),
      );
    }
    return this.known;
  }
}

function addOfRules(
  rules: NetworkPolicy['ingress'] | ClusterNetworkPolicy['ingress'],
  selectors: Set<LabelSelector>,
): void {
  for (let index = 0; index < rules.length; index++) {
    const { peers } = rules[index];
    for (let nth = 0; nth < peers.length; nth++) {
      const peer = peers[nth];
      if (peer.kind === 'pods' && peer.podSelector) {
        selectors.add(peer.podSelector);
      }
    }
  }
}
