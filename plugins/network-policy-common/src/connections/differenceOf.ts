import { IndexedCluster } from '../cluster/IndexedCluster';
import { isFinished } from '../cluster/podClass';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Block, blockOf } from '../policies/block';
import { PodPort } from '../policies/matchPort';
import { PortSet } from '../policies/portSet';
import { ConnectionEnd } from '../cluster/ends';
import {
  allowedPorts,
  evaluateConnection,
} from '../verdict/evaluateConnection';
import { Verdict } from '../verdict/verdict';
import { Connection, elementaryConnections } from './connectionsOf';
import { ConnectionSide, workloadKey, workloadOf } from './connectionSide';
import { mergeRanges } from './mergeRanges';
import { unitsOf } from './units';

/**
 * Why ports were gained or lost: what was said of one of them before, and what is now. A verdict is absent where one of
 * the two sides does not exist in that state.
 *
 * @public
 */
export interface ChangedVerdict {
  port: PodPort;
  before?: Verdict;
  after?: Verdict;
}

/**
 * A connection that is allowed on other ports than before. At least one of `gained` and `lost` holds a port.
 *
 * @public
 */
export interface ChangedConnection {
  from: ConnectionSide;
  to: ConnectionSide;
  gained: PortSet;
  lost: PortSet;
  /** For the first port that is gained, and the first that is lost. */
  because: readonly ChangedVerdict[];
}

function keyOf(side: ConnectionSide): string {
  return side.kind === 'range'
    ? `${side.first}-${side.last}`
    : workloadKey(side.workload);
}

/** Ends that stand for a side: every pod of a workload, or the first address of a range. */
type EndsOf = (side: ConnectionSide) => readonly ConnectionEnd[];

function endsIn(cluster: IndexedCluster): EndsOf {
  const pods = new Map<string, Pod[]>();
  for (const pod of cluster.pods()) {
    if (!isFinished(pod)) {
      const key = workloadKey(workloadOf(pod));
      pods.set(key, [...(pods.get(key) ?? []), pod]);
    }
  }
  return side =>
    side.kind === 'range'
      ? [{ kind: 'address', address: side.first }]
      : (pods.get(workloadKey(side.workload)) ?? []).map(pod => ({
          kind: 'pod',
          pod,
        }));
}

// The pods of a workload may differ, so the pair is found that does what the workload does.
function verdictIn(
  cluster: IndexedCluster,
  endsOf: EndsOf,
  { from, to }: Pick<Connection, 'from' | 'to'>,
  port: PodPort,
): Verdict | undefined {
  let denied: Verdict | undefined;
  for (const source of endsOf(from)) {
    for (const destination of endsOf(to)) {
      const connection = { from: source, to: destination };
      if (
        !denied ||
        allowedPorts(cluster, connection).has(port.protocol, port.port)
      ) {
        const verdict = evaluateConnection(cluster, { ...connection, port });
        if (verdict.allowed) {
          return verdict;
        }
        denied ??= verdict;
      }
    }
  }
  return denied;
}

interface Change {
  from: ConnectionSide;
  to: ConnectionSide;
  before: PortSet;
  after: PortSet;
}

function changesBetween(
  before: Iterable<Connection>,
  after: Iterable<Connection>,
): Iterable<Change> {
  const changes = new Map<string, Change>();
  for (const { from, to, allowed } of before) {
    changes.set(`${keyOf(from)} ${keyOf(to)}`, {
      from,
      to,
      before: allowed,
      after: PortSet.none(),
    });
  }
  for (const { from, to, allowed } of after) {
    const key = `${keyOf(from)} ${keyOf(to)}`;
    const known = changes.get(key);
    if (known?.before.equals(allowed)) {
      changes.delete(key);
    } else {
      changes.set(key, {
        from,
        to,
        before: known?.before ?? PortSet.none(),
        after: allowed,
      });
    }
  }
  return changes.values();
}

// Both states must have the same ranges, those of IPv6 too.
function cutsOf(...clusters: IndexedCluster[]): Block[] {
  const units = clusters.map(cluster => unitsOf(cluster));
  const everyIpv6 = units.some(({ usesIpv6 }) => usesIpv6)
    ? blockOf('::/0')
    : undefined;
  return [
    ...units.flatMap(({ blocks }) => blocks),
    ...(everyIpv6 ? [everyIpv6] : []),
  ];
}

// Ranges with the same gains and the same losses can be told as one.
function* merged(changes: Iterable<Change>): Iterable<Change> {
  const byChange = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.before} ${change.after}`;
    const alike = byChange.get(key);
    if (alike) {
      alike.push(change);
    } else {
      byChange.set(key, [change]);
    }
  }
  for (const alike of byChange.values()) {
    const [{ before, after }] = alike;
    for (const { from, to } of mergeRanges(
      alike.map(change => ({
        from: change.from,
        to: change.to,
        allowed: change.after,
      })),
    )) {
      yield { from, to, before, after };
    }
  }
}

/**
 * Who gains and who loses access between two states of a cluster, and which rules say so.
 *
 * @param before - the one state
 * @param after - the other
 * @returns nothing for equal states
 * @public
 */
export function* differenceOf(
  before: IndexedCluster,
  after: IndexedCluster,
): Iterable<ChangedConnection> {
  const cuts = cutsOf(before, after);
  const endsBefore = endsIn(before);
  const endsAfter = endsIn(after);
  const changes = changesBetween(
    elementaryConnections(before, cuts),
    elementaryConnections(after, cuts),
  );
  for (const change of merged(changes)) {
    const gained = change.after.subtract(change.before);
    const lost = change.before.subtract(change.after);
    const ports = [gained.first(), lost.first()].filter(
      port => port !== undefined,
    );
    yield {
      from: change.from,
      to: change.to,
      gained,
      lost,
      because: ports.map(port => {
        const was = verdictIn(before, endsBefore, change, port);
        const is = verdictIn(after, endsAfter, change, port);
        return {
          port,
          ...(was && { before: was }),
          ...(is && { after: is }),
        };
      }),
    };
  }
}
