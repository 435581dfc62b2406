import { IndexedCluster } from '../cluster/IndexedCluster';
import { isFinished } from '../cluster/podClass';
import { pairJudge } from './judgeSource';
import { Source } from './sources';
import { groupTargets } from './targets';

const dnsNamespace = 'kube-system';

// The label and the namespace that every distribution gives its DNS pods, CoreDNS included.
function dnsPods(cluster: IndexedCluster) {
  return [...cluster.pods(dnsNamespace)].filter(
    pod => !isFinished(pod) && pod.labels['k8s-app'] === 'kube-dns',
  );
}

/**
 * Tells whether a source may ask the cluster's DNS; without that the name of a Service does not resolve there.
 * Undefined where the cluster has no DNS pods.
 */
export function dnsQuestion(
  cluster: IndexedCluster,
): ((source: Source) => boolean) | undefined {
  const targets = groupTargets(cluster, dnsNamespace, dnsPods(cluster), []);
  if (targets.length === 0) {
    return undefined;
  }
  const ask = targets.map(target => {
    const declared = target.prepared.end.ports.find(
      ({ protocol }) => protocol === 'UDP',
    );
    return pairJudge(target, [
      { protocol: 'UDP', port: declared?.containerPort ?? 53 },
    ]);
  });
  return source => ask.some(judge => judge(source).connects);
}
