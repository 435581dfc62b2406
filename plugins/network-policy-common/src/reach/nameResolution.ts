import { IndexedCluster } from '../cluster/IndexedCluster';
import { pairJudge } from './judgeSource';
import { Source } from './sources';
import { groupTargets } from './targets';

const dnsNamespace = 'kube-system';

// The label and the namespace that every distribution gives its DNS pods, CoreDNS included.
function dnsPods(cluster: IndexedCluster) {
  return [...cluster.classes(dnsNamespace)]
    .filter(
      ({ labels, finished }) =>
        !finished && labels.labels['k8s-app'] === 'kube-dns',
    )
    .flatMap(({ pods }) => pods);
}

/**
 * Tells whether all the sources of a namespace may ask the cluster's DNS; without that the name of a Service does not
 * resolve there. Undefined where the cluster has no DNS pods.
 */
export function dnsQuestion(
  cluster: IndexedCluster,
): ((source: Source) => boolean) | undefined {
  const pods = dnsPods(cluster);
  if (pods.length === 0) {
    return undefined;
  }
  const ask = groupTargets(cluster, dnsNamespace, pods, []).map(target => {
    const declared = target.prepared.end.ports.find(
      ({ protocol }) => protocol === 'UDP',
    );
    return pairJudge(target, [
      { protocol: 'UDP', port: declared?.containerPort ?? 53 },
    ]);
  });
  return source => ask.some(judge => judge(source).connects);
}
