import {
  NamespaceReach,
  PolicyReference,
  Port,
  SideVerdict as ApiSideVerdict,
} from '../schema/openapi';
import {
  isSamePod,
  JudgedConnection,
  judgeConnection,
} from '../verdict/judgeConnection';
import { PodPort } from '../verdict/matchRule';
import { SideVerdict } from '../verdict/verdict';
import { SourceGroup } from './sources';
import { TargetGroup } from './targets';

/** What a namespace can reach, and whether the targets' ingress admits somebody there. */
export interface JudgedNamespace
  extends Pick<
    NamespaceReach,
    'reach' | 'pods' | 'ports' | 'ingress' | 'egress'
  > {
  admitted: boolean;
  partial: readonly string[];
}

interface JudgedGroup {
  size: number;
  connects: boolean;
  admitted: boolean;
  ports: readonly PodPort[];
  /** The connections that decide: those that connect, else those that come nearest to it. */
  decisive: readonly JudgedConnection[];
}

function distinctPolicies(sides: readonly SideVerdict[]): PolicyReference[] {
  const found = new Map<string, PolicyReference>();
  for (const policy of sides.flatMap(side => [...side.policies])) {
    const { namespace, name, rule } = policy;
    found.set(`${namespace}/${name}#${rule}`, policy);
  }
  return [...found.values()];
}

// A denial explains a row better than what is allowed beside it.
function unite(sides: readonly SideVerdict[]): ApiSideVerdict {
  const denied = sides.filter(({ allowed }) => !allowed);
  if (denied.length > 0) {
    return {
      allowed: false,
      because: 'no-rule',
      policies: distinctPolicies(denied),
    };
  }
  return sides.some(({ because }) => because === 'not-isolated')
    ? { allowed: true, because: 'not-isolated', policies: [] }
    : { allowed: true, because: 'rules', policies: distinctPolicies(sides) };
}

function nearness({ allowed, ingress, egress }: JudgedConnection): number {
  if (allowed) {
    return 3;
  }
  if (ingress.allowed) {
    return 2;
  }
  return egress.allowed ? 1 : 0;
}

function judgeGroup(
  source: SourceGroup,
  targets: readonly TargetGroup[],
  ports: readonly PodPort[],
): JudgedGroup {
  const judged = targets.flatMap(({ endpoints, ingressPolicies }) => {
    const to = endpoints.find(end => !isSamePod(source.endpoint, end));
    if (!to) {
      return [];
    }
    const { endpoint: from, egressPolicies } = source;
    const ends = { from, to, egressPolicies, ingressPolicies };
    return ports.map(port => ({
      port,
      connection: judgeConnection(ends, port),
    }));
  });
  const nearest = Math.max(
    ...judged.map(({ connection }) => nearness(connection)),
  );
  const allowed = judged.filter(({ connection }) => connection.allowed);
  return {
    size: source.size,
    connects: allowed.length > 0,
    admitted: judged.some(({ connection }) => connection.ingress.allowed),
    ports: allowed.map(({ port }) => port),
    decisive: judged
      .map(({ connection }) => connection)
      .filter(connection => nearness(connection) === nearest),
  };
}

function reachOf(groups: readonly JudgedGroup[]): NamespaceReach['reach'] {
  if (groups.every(({ connects }) => connects)) {
    return 'all';
  }
  return groups.some(({ connects }) => connects) ? 'some' : 'none';
}

function count(groups: readonly JudgedGroup[]): number {
  return groups.reduce((total, { size }) => total + size, 0);
}

/**
 * Judges a namespace by the groups of its pods. A pod can connect when at least one target accepts it on at least one
 * of the ports.
 */
export function judgeNamespace(
  sources: readonly SourceGroup[],
  targets: readonly TargetGroup[],
  ports: readonly (PodPort & Port)[],
): JudgedNamespace {
  const groups = sources.map(source => judgeGroup(source, targets, ports));
  const connecting = groups.filter(({ connects }) => connects);
  const reach = reachOf(groups);
  const explaining =
    reach === 'some' ? groups.filter(({ connects }) => !connects) : groups;
  const decisive = explaining.flatMap(group => group.decisive);
  const reached = new Set(connecting.flatMap(group => group.ports));
  return {
    reach,
    pods: { allowed: count(connecting), total: count(groups) },
    ports: ports.filter(port => reached.has(port)),
    ingress: unite(decisive.map(({ ingress }) => ingress)),
    egress: unite(decisive.map(({ egress }) => egress)),
    admitted: groups.some(({ admitted }) => admitted),
    partial: groups
      .flatMap(group => group.decisive)
      .flatMap(({ partial }) => partial),
  };
}
