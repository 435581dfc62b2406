import { IndexedCluster } from '../cluster/IndexedCluster';
import { IndexedNamespace } from '../cluster/indexedNamespace';
import { isFinished } from '../cluster/podClass';
import { judgeFor } from './judgeSource';
import { askingOf, Source, sourcesOf } from './sources';
import { groupTargets } from './targets';

const dnsNamespace = 'kube-system';

// The label and the namespace that every distribution gives its DNS pods, CoreDNS included.
function dnsPods(cluster: IndexedCluster) {
  return [...cluster.pods(dnsNamespace)].filter(
    pod => !isFinished(pod) && pod.labels['k8s-app'] === 'kube-dns',
  );
}

/**
 * Tells whether all pods of a namespace may ask the cluster's DNS; without that the name of a Service does not resolve
 * there. True where the cluster has no DNS pods. What it finds is kept with the namespace.
 */
export function dnsQuestion(
  cluster: IndexedCluster,
): (namespace: IndexedNamespace) => boolean {
  const version = cluster.index.versionOf(dnsNamespace);
  let ask: ((namespace: IndexedNamespace) => boolean) | undefined;
  return namespace => {
    if (namespace.resolvesNames?.version !== version) {
      ask ??= askDns(cluster);
      namespace.resolvesNames = { version, answer: ask(namespace) };
    }
    return namespace.resolvesNames.answer;
  };
}

function askDns(
  cluster: IndexedCluster,
): (namespace: IndexedNamespace) => boolean {
  const targets = groupTargets(cluster, dnsNamespace, dnsPods(cluster), []);
  const asking = askingOf(targets);
  const judges = targets.map(target => {
    const declared = target.prepared.end.ports.find(
      ({ protocol }) => protocol === 'UDP',
    );
    return judgeFor(cluster, target, [
      { protocol: 'UDP', port: declared?.containerPort ?? 53 },
    ]);
  });
  const mayAsk = (source: Source) =>
    judges.some(({ judge }) => judge(source).connects);
  return namespace =>
    judges.length === 0 || sourcesOf(cluster, namespace, asking).every(mayAsk);
}
