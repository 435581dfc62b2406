import {
  allowedPorts,
  collectSnapshot,
  ConnectionEnd,
  evaluateConnection,
  IndexedCluster,
  Protocol,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { End, Evaluator } from './evaluator';

/** Reads a manifest; nothing that is asked here may be refused. */
function read(manifest: unknown) {
  const outcome = readObject(manifest);
  if (outcome.outcome !== 'read' && outcome.outcome !== 'ignored') {
    throw new Error(`Refused: ${JSON.stringify({ outcome, manifest })}`);
  }
  return outcome;
}

/** The cluster of some manifests, read as the command line reads them. */
export function indexedClusterOf(manifests: readonly unknown[]) {
  return IndexedCluster.from(collectSnapshot(manifests.map(read)));
}

/** An end as the engine takes it. */
export function engineEnd(cluster: IndexedCluster, end: End): ConnectionEnd {
  if ('address' in end) return { kind: 'address', ...end };
  if ('namespace' in end) return { kind: 'hypothetical-pod', ...end };
  const [namespace, name] = end.pod.split('/');
  const pod = cluster.pod(namespace, name);
  if (!pod) throw new Error(`The engine has read no pod ${end.pod}`);
  return { kind: 'pod', pod };
}

/** Asks the engine, which reads the manifests. */
export const engineEvaluator: Evaluator = {
  name: 'the engine',
  read({ manifests }) {
    const cluster = indexedClusterOf(manifests);
    return {
      ask: ({ from, to, protocol, port }) => {
        const { allowed, egress, ingress } = evaluateConnection(cluster, {
          from: engineEnd(cluster, from),
          to: engineEnd(cluster, to),
          port: { protocol: protocol as Protocol, port },
        });
        return { allowed, egress: egress.allowed, ingress: ingress.allowed };
      },
      allowedPorts: (from, to) =>
        allowedPorts(cluster, {
          from: engineEnd(cluster, from),
          to: engineEnd(cluster, to),
        }).toRanges(),
    };
  },
};
