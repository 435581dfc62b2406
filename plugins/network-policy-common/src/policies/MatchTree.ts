import { AddressFamily } from '../kubernetes/addresses';
import { CompiledRule } from './compiledPolicy';
import { End } from './end';
import { matchCode } from './matchPeer';

/** What is known of all ends that the same rules match in the same way. */
export interface MatchNode<T> {
  value?: T;
  next: Map<number, MatchNode<T>>;
}

const familyCodes = { ipv4: -1, ipv6: -2, any: -3 } as const;
// Far more than the peers that an object can hold.
const mostCodes = 1_000_000;

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
        const code = matchCode(this.rules[index], end, family);
        if (code !== 0) {
          node = step(node, index * mostCodes + code);
        }
      }
    }
    return node;
  }
}
