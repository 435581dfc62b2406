import { LabelSelector } from '../labels';
import { NetworkPolicyPeer, NetworkPolicyRule } from '../networkPolicy';
import { addNumber, addText, recentTable } from '../recentTable';

type Rules = readonly NetworkPolicyRule[];

const known = recentTable<Rules, Rules>(2 ** 12, areSame);

/**
 * The same rules, if equal ones were asked for lately: most namespaces open themselves to the same sources. They are
 * compared by their selectors and ports, of which equal ones are mostly the same object.
 */
export function recentRules(rules: Rules): Rules {
  const print = printOf(rules);
  return known.find(print, rules) ?? known.keep(print, rules);
}

function printOf(rules: Rules): number {
  let print = rules.length;
  for (let index = 0; index < rules.length; index++) {
    const { peers, ports } = rules[index];
    print = addNumber(print, ports.length);
    for (let nth = 0; nth < peers.length; nth++) {
      print = addPeer(print, peers[nth]);
    }
  }
  return print;
}

function addPeer(print: number, peer: NetworkPolicyPeer): number {
  return peer.kind === 'ipBlock'
    ? addText(print, peer.cidr)
    : addSelector(addSelector(print, peer.namespaceSelector), peer.podSelector);
}

function addSelector(
  before: number,
  selector: LabelSelector | undefined,
): number {
  if (!selector) {
    return before;
  }
  const { matchLabels, matchExpressions } = selector;
  let print = addNumber(before, matchExpressions.length);
  for (const key in matchLabels) {
    // What an object inherits is no label.
    if (typeof matchLabels[key] === 'string') {
      print = addText(print, matchLabels[key]);
    }
  }
  for (let index = 0; index < matchExpressions.length; index++) {
    const { key, values } = matchExpressions[index];
    print = addText(print, key);
    for (let nth = 0; nth < values.length; nth++) {
      print = addText(print, values[nth]);
    }
  }
  return print;
}

function areSame(some: Rules, others: Rules): boolean {
  if (some.length !== others.length) {
    return false;
  }
  for (let index = 0; index < some.length; index++) {
    const { peers, ports } = some[index];
    const other = others[index];
    if (ports !== other.ports || peers.length !== other.peers.length) {
      return false;
    }
    for (let nth = 0; nth < peers.length; nth++) {
      if (!isSame(peers[nth], other.peers[nth])) {
        return false;
      }
    }
  }
  return true;
}

function isSame(one: NetworkPolicyPeer, other: NetworkPolicyPeer): boolean {
  if (one.kind === 'ipBlock' || other.kind === 'ipBlock') {
    return (
      one.kind === 'ipBlock' &&
      other.kind === 'ipBlock' &&
      one.cidr === other.cidr &&
      one.except.length === other.except.length &&
      one.except.every((block, index) => block === other.except[index])
    );
  }
  return (
    one.namespaceSelector === other.namespaceSelector &&
    one.podSelector === other.podSelector
  );
}
