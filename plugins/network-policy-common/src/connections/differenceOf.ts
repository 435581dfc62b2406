import { IndexedCluster } from '../cluster/IndexedCluster';
import { isFinished } from '../cluster/podClass';
import { Pod } from '../kubernetes/clusterSnapshot';
import { PodPort } from '../policies/matchPort';
import { PortSet } from '../policies/portSet';
import { ConnectionEnd } from '../cluster/ends';
import {
  allowedPorts,
  evaluateConnection,
} from '../verdict/evaluateConnection';
import { Verdict } from '../verdict/verdict';
import { Change, changesBetween } from './changesBetween';
import { ConnectionSide, workloadKey, workloadOf } from './connectionSide';

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

/** Ends that stand for a side: every pod of a workload, or the first address of a range. */
type EndsOf = (side: ConnectionSide) => readonly ConnectionEnd[];

function endsIn(cluster: IndexedCluster): EndsOf {
  const pods = new Map<string, Pod[]>();
  for (const pod of cluster.pods()) {
    if (!isFinished(pod)) {
      const key = workloadKey(workloadOf(pod));
      const known = pods.get(key);
      if (known) {
        known.push(pod);
      } else {
        pods.set(key, [pod]);
      }
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
  { from, to }: Change,
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
  const endsBefore = endsIn(before);
  const endsAfter = endsIn(after);
  for (const change of changesBetween(before, after)) {
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
