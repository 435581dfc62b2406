import { IndexedCluster } from '../cluster/IndexedCluster';
import { IndexedNamespace } from '../cluster/indexedNamespace';
import { isFinished } from '../cluster/podClass';
import { Port } from '../schema/openapi';
import { judgeAtOnce } from './judgeAtOnce';
import { judgeFor } from './judgeSource';
import { askingOf } from './asking';
import { sourcesOf } from './sources';
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
  const yes = { version, answer: true };
  const no = { version, answer: false };
  let ask: ((namespace: IndexedNamespace) => boolean) | undefined;
  return namespace => {
    if (namespace.resolvesNames?.version !== version) {
      ask ??= askDns(cluster);
      namespace.resolvesNames = ask(namespace) ? yes : no;
    }
    return namespace.resolvesNames.answer;
  };
}

function askDns(
  cluster: IndexedCluster,
): (namespace: IndexedNamespace) => boolean {
  const targets = groupTargets(cluster, dnsPods(cluster), []);
  const asking = askingOf(targets);
  const judges = targets.map(target => {
    const declared = target.prepared.end.ports.find(
      ({ protocol }) => protocol === 'UDP',
    );
    const port: Port = {
      protocol: 'UDP',
      port: declared?.containerPort ?? 53,
    };
    const judge = judgeFor(cluster, target, [port]);
    return { judge, atOnce: judgeAtOnce(cluster.index, [judge], [port]) };
  });
  if (judges.length === 0) {
    return () => true;
  }
  return namespace => {
    const [judged, ...others] = judges.map(({ atOnce }) => atOnce(namespace));
    return judged && others.length === 0
      ? judged.reach === 'all'
      : sourcesOf(cluster, namespace, asking).every(source =>
          judges.some(({ judge }) => judge.judge(source).connects),
        );
  };
}
