import { AddressFamily } from '../kubernetes/addresses';
import { CompiledRule } from './compiledPolicy';
import { End } from './end';
import { matchRule } from './matchPeer';

/** What is known of all ends that the same rules match in the same way. */
export interface MatchNode<T> {
  value?: T;
  next: Map<number, MatchNode<T>>;
}

const certaintyCodes = {
  perhaps: 0,
  'address-of-pod': 1,
  address: 2,
  selected: 3,
} as const;
const familyCodes = { ipv4: -1, ipv6: -2, any: -3 } as const;
const mostPeers = 65_536;

function step<T>(node: MatchNode<T>, code: number): MatchNode<T> {
  let next = node.next.get(code);
  if (!next) {
    next = { next: new Map() };
    node.next.set(code, next);
  }
  return next;
}

/**
 * Sorts ends by which of some rules match them, and how. Whatever these rules say of an end, they say of every other
 * one with the same node, so that it is worked out once and kept as the node's value.
 */
export class MatchTree<T> {
  private readonly root: MatchNode<T> = { next: new Map() };

  constructor(private readonly rules: readonly CompiledRule[]) {}

  /** The node of an end that connects over one of these families of addresses. */
  find(
    end: End,
    families: readonly (AddressFamily | undefined)[],
  ): MatchNode<T> {
    let node = this.root;
    for (let nth = 0; nth < families.length; nth++) {
      const family = families[nth];
      node = step(node, familyCodes[family ?? 'any']);
      for (let index = 0; index < this.rules.length; index++) {
        const match = matchRule(this.rules[index], end, family);
        if (match) {
          const peer = (match.peer ?? -1) + 1;
          const how = peer * 4 + certaintyCodes[match.certainty];
          node = step(node, index * mostPeers * 4 + how);
        }
      }
    }
    return node;
  }
}
