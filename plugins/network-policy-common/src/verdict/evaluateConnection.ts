import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import {
  Destination,
  destinationEndpoint,
  policiesIsolating,
  Source,
  sourceEndpoint,
} from './endpoint';
import { judgeConnection } from './judgeConnection';
import { PodPort } from './matchRule';
import { Verdict } from './verdict';

/** Whether a pod has ended for good; its address may be another pod's by now. */
export function isFinished({ phase }: Pick<Pod, 'phase'>): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** What a pod's own state leaves open, one sentence each. */
export function partialOfPod(pod: Pod): string[] {
  const name = `Pod ${pod.namespace}/${pod.name}`;
  const sentences: string[] = [];
  if (pod.hostNetwork) {
    sentences.push(
      `${name} uses its node's network: network plugins differ in whether policies apply to it, so it is judged as the node.`,
    );
  }
  if (isFinished(pod)) {
    sentences.push(
      `${name} has finished: its address may already be another pod's.`,
    );
  } else if (pod.phase === 'Pending' && pod.addresses.length === 0) {
    sentences.push(`${name} has no address yet, so nothing can reach it now.`);
  }
  return sentences;
}

/**
 * Whether a connection may happen, with the reasons of both sides. Policies see the port of the pod, never that of a
 * Service. Replies are always allowed.
 *
 * @param snapshot - the cluster
 * @param connection - the two ends and the port of the destination
 * @public
 */
export function evaluateConnection(
  snapshot: ClusterSnapshot,
  connection: { from: Source; to: Destination; port: PodPort },
): Verdict {
  const from = sourceEndpoint(snapshot, connection.from);
  const to = destinationEndpoint(snapshot, connection.to);
  const policies = snapshot.networkPolicies;
  const judged = judgeConnection(
    {
      from,
      to,
      egressPolicies: policiesIsolating(policies, from, 'Egress'),
      ingressPolicies: policiesIsolating(policies, to, 'Ingress'),
    },
    connection.port,
  );
  return {
    ...judged,
    partial: [
      ...snapshot.notEvaluated,
      ...(connection.from.kind === 'pod'
        ? partialOfPod(connection.from.pod)
        : []),
      ...('kind' in connection.to ? [] : partialOfPod(connection.to)),
      ...judged.partial,
    ],
  };
}
