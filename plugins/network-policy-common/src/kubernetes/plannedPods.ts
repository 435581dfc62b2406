import { Pod } from './clusterSnapshot';
import { ReadObject } from './readObject';

/** An object that could be read. */
export type ReadKnownObject = Extract<ReadObject, { outcome: 'read' }>;

/** The pods of workloads, beside the pods that are given. One whose name is taken gets another one. */
export function plannedPods(
  workloads: readonly ReadKnownObject[],
  given: readonly Pod[],
): Pod[] {
  const taken = new Set(workloads.length > 0 ? given.map(referenceOf) : []);
  return workloads.flatMap(({ kind, objects }) =>
    objects.flatMap(entry => {
      if (entry.kind !== 'Pod') {
        return [];
      }
      const pod = withFreeName(entry.object, kind, taken);
      taken.add(referenceOf(pod));
      return [pod];
    }),
  );
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
