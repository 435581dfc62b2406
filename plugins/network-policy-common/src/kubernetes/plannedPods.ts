import { Pod } from './clusterSnapshot';
import { ReadKnownObject } from './uniqueObjects';

/**
 * The pods of workloads, beside the pods that are given. A workload whose pods are among those is not planned as well: a
 * dump of a cluster holds both. A planned pod whose name is taken gets another one.
 */
export function plannedPods(
  workloads: readonly ReadKnownObject[],
  given: readonly Pod[],
): Pod[] {
  if (workloads.length === 0) {
    return [];
  }
  const running = new Set(given.flatMap(workloadsOf));
  const taken = new Set(given.map(referenceOf));
  const planned = new Array<Pod>();
  for (const { kind, namespace, name, objects } of workloads) {
    if (running.has(`${namespace}/${kind}/${name}`)) {
      continue;
    }
    for (const entry of objects) {
      if (entry.kind === 'Pod') {
        const pod = withFreeName(entry.object, kind, taken);
        taken.add(referenceOf(pod));
        planned.push(pod);
      }
    }
  }
  return planned;
}

function referenceOf({ namespace, name }: Pod): string {
  return `${namespace}/${name}`;
}

function withFreeName(pod: Pod, kind: string, taken: ReadonlySet<string>): Pod {
  const name = `${pod.name}-${kind.toLowerCase()}`;
  return taken.has(referenceOf(pod))
    ? withFreeName({ ...pod, name }, kind, taken)
    : pod;
}

/** The workloads that a pod may be of: its owner, and the one that made the owner, by the name that it gives. */
function workloadsOf({ namespace, labels, owner }: Pod): string[] {
  if (!owner) {
    return [];
  }
  const { kind, name } = owner;
  const own = `${namespace}/${kind}/${name}`;
  const hash = labels['pod-template-hash'];
  if (kind === 'ReplicaSet' && hash && name.endsWith(`-${hash}`)) {
    return [own, `${namespace}/Deployment/${name.slice(0, -hash.length - 1)}`];
  }
  const [, cronJob] = kind === 'Job' ? /^(.+)-\d+$/.exec(name) ?? [] : [];
  return cronJob ? [own, `${namespace}/CronJob/${cronJob}`] : [own];
}
