import { DecidingPolicy, DecidingRule } from '../policies/deciding';
import { SideVerdict } from '../policies/sideVerdict';
import { Port } from '../schema/openapi';
import { JudgedPair } from './judgeSource';
import { partsOf, Source } from './sources';
import { NamespaceRow, ReachSide } from './targetReach';

/** A source with what policies say of it and each target. */
export interface JudgedSource {
  source: Source;
  pairs: readonly JudgedPair[];
}

/** What a namespace can reach, and whether the targets' ingress admits somebody there. */
export interface JudgedNamespace
  extends Pick<
    NamespaceRow,
    'reach' | 'pods' | 'ports' | 'ingress' | 'egress' | 'groups'
  > {
  admitted: boolean;
  /** Whether somebody can connect to some of the targets and not to the others. */
  unequal: boolean;
  partial: readonly string[];
}

// Verdicts share their reasons, so equal ones are mostly one object.
function distinctPolicies(
  sides: readonly SideVerdict[],
): ReachSide['policies'] {
  const found = new Set<DecidingPolicy | DecidingRule>();
  for (const { policies } of sides) {
    for (const policy of policies) {
      found.add(policy);
    }
  }
  return [...found];
}

// A denial explains a row better than what is allowed beside it, and what no rule limits better than a rule.
function unite(sides: readonly SideVerdict[]): ReachSide {
  const [first] = sides;
  if (sides.every(side => side === first)) {
    return first;
  }
  const denied = sides.filter(({ allowed }) => !allowed);
  const chosen =
    denied[0] ?? sides.find(({ because }) => because !== 'rules') ?? first;
  const alike =
    denied.length > 0
      ? denied
      : sides.filter(({ because }) => because === chosen.because);
  return {
    allowed: chosen.allowed,
    because: chosen.because,
    policies: distinctPolicies(alike),
  };
}

const connectsToSome = ({ pairs }: JudgedSource) =>
  pairs.some(({ connects }) => connects);
const connectsToAll = ({ pairs }: JudgedSource) =>
  pairs.every(({ connects }) => connects);

function count(judged: readonly JudgedSource[]): number {
  return judged.reduce((total, { source }) => total + source.size, 0);
}

function reachOf(judged: readonly JudgedSource[]): NamespaceRow['reach'] {
  if (judged.every(connectsToAll)) {
    return 'all';
  }
  return judged.some(connectsToSome) ? 'some' : 'none';
}

// What best explains the row: where only some connect, those that do not.
function explaining(
  pairs: readonly JudgedPair[],
  reach: NamespaceRow['reach'],
): readonly JudgedPair[] {
  return reach === 'some' ? pairs.filter(({ connects }) => !connects) : pairs;
}

// The pair of one source and one target says all that there is to say.
function judgeOne(
  { source, pairs: [pair] }: JudgedSource,
  ports: readonly Port[],
): JudgedNamespace {
  const { connects, admitted, ingress, egress, partial } = pair;
  return {
    reach: connects ? 'all' : 'none',
    pods: { allowed: connects ? source.size : 0, total: source.size },
    ports: portsOf([pair], ports),
    ingress: unite(ingress),
    egress: unite(egress),
    admitted,
    unequal: false,
    partial,
  };
}

function portsOf(
  pairs: readonly JudgedPair[],
  ports: readonly Port[],
): readonly Port[] {
  if (
    ports.length === 0 ||
    pairs.some(pair => pair.ports.length === ports.length)
  ) {
    return ports;
  }
  const reached = new Set(pairs.flatMap(pair => pair.ports));
  return ports.filter(port => reached.has(port));
}

function groupsOf(judged: readonly JudgedSource[]): NamespaceRow['groups'] {
  return judged.flatMap(one =>
    partsOf(one.source).map(part => ({
      ...part,
      allowed: connectsToSome(one),
    })),
  );
}

/**
 * Judges a namespace by its sources.
 *
 * @param ports - the ports that were judged; the pairs hold the same objects
 */
export function judgeNamespace(
  judged: readonly JudgedSource[],
  ports: readonly Port[],
): JudgedNamespace {
  if (judged.length === 1 && judged[0].pairs.length === 1) {
    return judgeOne(judged[0], ports);
  }
  const reach = reachOf(judged);
  const pairs = judged.flatMap(one => one.pairs);
  const decisive = explaining(pairs, reach);
  return {
    reach,
    pods: {
      allowed: count(judged.filter(connectsToSome)),
      total: count(judged),
    },
    ports: portsOf(pairs, ports),
    ingress: unite(decisive.flatMap(({ ingress }) => ingress)),
    egress: unite(decisive.flatMap(({ egress }) => egress)),
    ...(reach === 'some' && { groups: groupsOf(judged) }),
    admitted: pairs.some(({ admitted }) => admitted),
    unequal: judged.some(one => connectsToSome(one) && !connectsToAll(one)),
    partial: pairs.flatMap(({ partial }) => partial),
  };
}
