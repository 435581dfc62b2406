import { IndexedCluster } from '../cluster/IndexedCluster';
import { PodPort } from '../policies/matchPort';
import { PortSet } from '../policies/portSet';
import { ConnectionEnd, isSamePod, prepareEnd } from '../cluster/ends';
import { judgeConnection, samePod } from './judgeConnection';
import { matchConnection, portsOfSides } from './matchConnection';
import { partialOfPod } from './partialOfPod';
import { Verdict } from './verdict';

/**
 * Whether a connection may happen, with the reasons of both sides. Policies see the port of the pod, never that of a
 * Service. Replies are always allowed.
 *
 * @param cluster - the cluster
 * @param connection - the two ends and the port of the destination
 * @public
 */
export function evaluateConnection(
  cluster: IndexedCluster,
  connection: { from: ConnectionEnd; to: ConnectionEnd; port: PodPort },
): Verdict {
  const { from, to, port } = connection;
  if (isSamePod(from, to)) {
    return samePod;
  }
  const verdict = judgeConnection(
    prepareEnd(cluster.index, from),
    prepareEnd(cluster.index, to),
    port,
  );
  return {
    ...verdict,
    partial: [
      ...cluster.notEvaluated,
      ...(from.kind === 'pod' ? partialOfPod(from.pod) : []),
      ...(to.kind === 'pod' ? partialOfPod(to.pod) : []),
      ...verdict.partial,
    ],
  };
}

/**
 * The ports on which connections between two ends may happen.
 *
 * @param cluster - the cluster
 * @param connection - the two ends
 * @public
 */
export function allowedPorts(
  cluster: IndexedCluster,
  { from, to }: { from: ConnectionEnd; to: ConnectionEnd },
): PortSet {
  if (isSamePod(from, to)) {
    return PortSet.all();
  }
  const destination = prepareEnd(cluster.index, to);
  return matchConnection(prepareEnd(cluster.index, from), destination).reduce(
    (set, matched) => set.union(portsOfSides(matched, destination.end)),
    PortSet.none(),
  );
}
