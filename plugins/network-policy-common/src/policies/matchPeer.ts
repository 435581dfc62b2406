import { AddressFamily } from '../kubernetes/addresses';
import { Block, blockHolds } from './block';
import { CompiledPeer, CompiledRule } from './compiledPolicy';
import { Tier } from './deciding';
import { End } from './end';
import { Selector } from './selector';
import { firstBlockPeer, holdsEveryAddress } from './wholeBlocks';

/**
 * How surely a peer is the other end, from not at all to for certain:
 * - `perhaps`: something is not known that may make it so
 * - `address-of-pod`: by the address of a pod, which not every network plugin matches
 * - `address`: by an address, for certain
 * - `selected`: by selectors, or because every other end matches
 */
export type Certainty =
  | 'no'
  | 'perhaps'
  | 'address-of-pod'
  | 'address'
  | 'selected';

const certainties: readonly Certainty[] = [
  'no',
  'perhaps',
  'address-of-pod',
  'address',
  'selected',
];
const selected = certainties.indexOf('selected');

/** A rule that matches the other end, or may. */
export interface MatchedRule {
  rule: CompiledRule;
  certainty: Exclude<Certainty, 'no'>;
  /** Index of the peer; absent where the rule has none. */
  peer?: number;
}

function selectsSet(
  selector: Selector | undefined,
  set: Parameters<Selector['selectsSet']>[0],
) {
  return selector === undefined || selector.selectsSet(set);
}

/**
 * Whether a block holds an address of the other end that is used over one family. One block alone cannot tell where the
 * address is not known yet (rule 21a); whether all blocks of a rule together can is for `matchCode` to see.
 */
export function matchBlock(
  block: Block,
  end: End,
  family: AddressFamily | undefined,
): Certainty {
  if (family !== undefined && block.range.family !== family) {
    return 'no';
  }
  const addresses = end.addresses.all();
  if (addresses.length === 0) {
    return 'perhaps';
  }
  for (let index = 0; index < addresses.length; index++) {
    if (blockHolds(block, addresses[index])) {
      return 'address';
    }
  }
  return 'no';
}

function matchBlocks(
  blocks: readonly Block[],
  tier: Tier,
  end: End,
  family: AddressFamily | undefined,
): Certainty {
  let best = 0;
  for (let index = 0; index < blocks.length; index++) {
    const match = matchBlock(blocks[index], end, family);
    best = Math.max(best, certainties.indexOf(match));
  }
  const match = certainties[best];
  return match === 'address' ? byAddress(tier, end) : match;
}

/** For cluster-wide policies the specification says that networks match pods; that of NetworkPolicy leaves it open. */
function byAddress(tier: Tier, end: End): Certainty {
  return end.kind === 'pod' && tier === 'NetworkPolicy'
    ? 'address-of-pod'
    : 'address';
}

/**
 * Whether a peer is the other end of a connection over one family of addresses. A peer that is not understood is, for
 * what is not understood must never let more through; in a rule that accepts it only may be.
 */
export function matchPeer(
  peer: CompiledPeer,
  tier: Tier,
  end: End,
  family?: AddressFamily,
): Certainty {
  switch (peer.kind) {
    case 'pods':
      return end.kind === 'pod' &&
        (peer.namespace === undefined || peer.namespace === end.namespace) &&
        selectsSet(peer.namespaceSelector, end.namespaceLabels) &&
        selectsSet(peer.podSelector, end.labels)
        ? 'selected'
        : 'no';
    case 'blocks':
      return matchBlocks(peer.blocks, tier, end, family);
    case 'nodes':
      return end.kind === 'address' &&
        end.node &&
        new Selector(peer.selector).selects(end.node.labels)
        ? 'address'
        : 'no';
    default:
      return 'selected';
  }
}

export function matchPeerOf(
  { action, policy }: CompiledRule,
  peer: CompiledPeer,
  end: End,
  family: AddressFamily | undefined,
): Certainty {
  return peer.kind === 'not-evaluated' && action === 'Accept'
    ? 'perhaps'
    : matchPeer(peer, policy.tier, end, family);
}

/**
 * The first of the peers that together hold every address, whichever the other end will get (rule 21a); undefined where
 * the address is known or some address is missing.
 */
function wholeBlockPeer(
  rule: CompiledRule,
  end: End,
  family: AddressFamily | undefined,
): number | undefined {
  return end.addresses.all().length === 0 && holdsEveryAddress(rule, family)
    ? firstBlockPeer(rule)
    : undefined;
}

const certaintyCodes = certainties.length;

/**
 * How a rule matches the other end, as one number: by which peer, that of the most certain match, and how surely. Ends
 * with the same number are the same to the rule; 0 means that it does not match.
 */
export function matchCode(
  rule: CompiledRule,
  end: End,
  family: AddressFamily | undefined,
): number {
  if (!rule.peers) {
    return selected;
  }
  let best = 0;
  let bestPeer = 0;
  for (let index = 0; index < rule.peers.length; index++) {
    const certainty = certainties.indexOf(
      matchPeerOf(rule, rule.peers[index], end, family),
    );
    if (certainty > best) {
      best = certainty;
      bestPeer = index;
      if (best === selected) {
        break;
      }
    }
  }
  if (certainties[best] === 'perhaps') {
    const whole = wholeBlockPeer(rule, end, family);
    if (whole !== undefined) {
      best = certainties.indexOf(byAddress(rule.policy.tier, end));
      bestPeer = whole;
    }
  }
  return best === 0 ? 0 : (bestPeer + 1) * certaintyCodes + best;
}

/** The peer of a rule that matches the other end most surely; undefined when none does. */
export function matchRule(
  rule: CompiledRule,
  end: End,
  family: AddressFamily | undefined,
): MatchedRule | undefined {
  const code = matchCode(rule, end, family);
  const certainty = certainties[code % certaintyCodes];
  if (certainty === 'no') {
    return undefined;
  }
  const peer = Math.floor(code / certaintyCodes) - 1;
  return peer < 0 ? { rule, certainty } : { rule, certainty, peer };
}

const none: readonly MatchedRule[] = [];

/** The rules that match the other end, in their order. */
export function matchRules(
  rules: readonly CompiledRule[],
  end: End,
  family: AddressFamily | undefined,
): readonly MatchedRule[] {
  let matched: MatchedRule[] | undefined;
  for (let index = 0; index < rules.length; index++) {
    const match = matchRule(rules[index], end, family);
    if (match) {
      matched ??= [];
      matched.push(match);
    }
  }
  return matched ?? none;
}
