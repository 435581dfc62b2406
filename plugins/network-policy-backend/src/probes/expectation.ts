import {
  ClusterSnapshot,
  evaluateConnection,
  Labels,
  Pod,
  ProbeAttempt,
  Protocol,
} from 'backstage-plugin-network-policy-common';

/**
 * What the policies say about a probe from a namespace. Undecided where they treat the pods differently: a Service
 * may send the connection to any of them.
 */
export function expectationFrom(
  snapshot: ClusterSnapshot,
  source: { namespace: string; labels: Labels },
  target: {
    pods: readonly Pod[];
    port: { protocol: Protocol; port: number };
  },
): ProbeAttempt['expected'] {
  const allowed = target.pods.map(
    pod =>
      evaluateConnection(snapshot, {
        from: { kind: 'hypothetical-pod', ...source },
        to: pod,
        port: target.port,
      }).allowed,
  );
  if (allowed.every(Boolean)) {
    return 'allowed';
  }
  return allowed.some(Boolean) ? 'undecided' : 'denied';
}
