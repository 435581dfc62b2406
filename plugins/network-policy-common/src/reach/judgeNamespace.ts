import { DecidingPolicy, DecidingRule } from '../policies/deciding';
import { SideVerdict } from '../policies/sideVerdict';
import { Port } from '../schema/openapi';
import { JudgedPair } from './judgeSource';
import { Source } from './sources';
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

function key(policy: DecidingPolicy | DecidingRule): string {
  const { kind, namespace, name } = policy;
  return `${kind} ${namespace}/${name}#${'rule' in policy ? policy.rule : ''}`;
}

function distinctPolicies(sides: readonly SideVerdict[]): DecidingPolicy[] {
  const found = new Map<string, DecidingPolicy | DecidingRule>();
  for (const { policies } of sides) {
    for (const policy of policies) {
      found.set(key(policy), policy);
    }
  }
  return [...found.values()];
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
  const alike = sides.filter(({ because }) => because === chosen.because);
  return {
    allowed: chosen.allowed,
    because: chosen.because,
    policies: distinctPolicies(denied.length > 0 ? denied : alike),
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
  judged: readonly JudgedSource[],
  reach: NamespaceRow['reach'],
): readonly JudgedPair[] {
  const pairs = judged.flatMap(one => one.pairs);
  return reach === 'some' ? pairs.filter(({ connects }) => !connects) : pairs;
}

// The pair of one source and one target says all that there is to say.
function judgeOne(
  { source, pairs: [pair] }: JudgedSource,
  ports: readonly Port[],
): JudgedNamespace {
  const { connects, admitted, decisive } = pair;
  return {
    reach: connects ? 'all' : 'none',
    pods: { allowed: connects ? source.size : 0, total: source.size },
    ports:
      pair.ports.length === ports.length
        ? ports
        : ports.filter(port => pair.ports.includes(port)),
    ingress: unite(decisive.map(({ ingress }) => ingress)),
    egress: unite(decisive.map(({ egress }) => egress)),
    admitted,
    unequal: false,
    partial: decisive.flatMap(({ partial }) => partial),
  };
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
  const connecting = judged.filter(connectsToSome);
  const reached = new Set(
    connecting.flatMap(({ pairs }) => pairs.flatMap(pair => pair.ports)),
  );
  const decisive = explaining(judged, reach).flatMap(pair => pair.decisive);
  return {
    reach,
    pods: { allowed: count(connecting), total: count(judged) },
    ports: ports.filter(port => reached.has(port)),
    ingress: unite(decisive.map(({ ingress }) => ingress)),
    egress: unite(decisive.map(({ egress }) => egress)),
    ...(reach === 'some' && {
      groups: judged.flatMap(one =>
        one.source.parts.map(part => ({
          ...part,
          allowed: connectsToSome(one),
        })),
      ),
    }),
    admitted: judged.some(({ pairs }) =>
      pairs.some(({ admitted }) => admitted),
    ),
    unequal: judged.some(one => connectsToSome(one) && !connectsToAll(one)),
    partial: judged.flatMap(({ pairs }) =>
      pairs.flatMap(pair => pair.decisive.flatMap(({ partial }) => partial)),
    ),
  };
}
