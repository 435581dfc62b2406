import { IndexedCluster } from '../cluster/IndexedCluster';
import { IndexedNamespace } from '../cluster/indexedNamespace';
import { PodClass } from '../cluster/podClass';
import { SourceGroup } from '../cluster/SourceGroup';
import { holdsAllOrNone, splitByBlocks } from '../cluster/splitByBlocks';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { Block } from '../policies/block';
import { Side } from '../policies/side';
import { prepareEnd, prepareOnce } from '../cluster/ends';
import { Asking, tellsApart } from './asking';
import { SourcePods } from './targetReach';
import { Target } from './targets';

/** Pods of one namespace that are judged as one. */
export interface Source
  extends Pick<SourceGroup, 'prepared' | 'egress' | 'classes' | 'size'> {
  /** The target that is this very pod, and so not judged. */
  itself?: Target;
}

function partsOf({
  classes,
  size,
}: Source): { labels: Labels; pods: number }[] {
  return classes.length === 1
    ? [{ labels: classes[0].labels.labels, pods: size }]
    : classes.map(({ labels, pods }) => ({
        labels: labels.labels,
        pods: pods.length,
      }));
}

/** The pods of sources that policies tell apart by their labels, and whether they can connect. */
export function sourcePods<T extends Source>(
  sources: readonly T[],
  connecting: ReadonlySet<T>,
): SourcePods[] {
  return sources.flatMap(source =>
    partsOf(source).map(part => ({
      ...part,
      allowed: connecting.has(source),
    })),
  );
}

function sourceOf(
  cluster: IndexedCluster,
  egress: Side | undefined,
  podClass: PodClass,
  pods: readonly Pod[],
): Source {
  return {
    prepared: prepareOnce(cluster.index, pods[0]),
    egress,
    size: pods.length,
    classes: [podClass],
  };
}

function emptyNamespace(cluster: IndexedCluster, namespace: string): Source {
  const prepared = prepareEnd(cluster.index, {
    kind: 'hypothetical-pod',
    namespace,
    labels: {},
  });
  return {
    prepared,
    egress: prepared.sides?.('egress'),
    size: 0,
    classes: [],
  };
}

function splitOthers(pods: readonly Pod[], blocks: readonly Block[]) {
  return pods.length > 0 ? splitByBlocks(pods, blocks) : [];
}

// A target that is one pod is not its own source; all of a class that are targets can reach each other.
function withoutTargets(
  cluster: IndexedCluster,
  egress: Side | undefined,
  podClass: PodClass,
  { targets, blocks }: Asking,
): Source[] {
  const alone = targets.filter(
    ({ pods }) => pods.length === 1 && podClass.pods.includes(pods[0]),
  );
  const others =
    alone.length > 0
      ? podClass.pods.filter(pod => !alone.some(({ pods }) => pods[0] === pod))
      : podClass.pods;
  const rest =
    others === podClass.pods ? podClass : { ...podClass, pods: others };
  const parts = podClass.hostNetwork
    ? others.map(pod => [pod])
    : splitOthers(others, blocks);
  return [
    ...parts.map(pods => sourceOf(cluster, egress, rest, pods)),
    ...(targets.length > 1
      ? alone.map(itself => ({
          ...sourceOf(cluster, egress, podClass, itself.pods),
          itself,
        }))
      : []),
  ];
}

function canStayGrouped(
  group: SourceGroup,
  { blocks, targets }: Asking,
): boolean {
  return (
    group.egress !== undefined &&
    blocks.length === 0 &&
    targets.every(({ prepared }) => group.isAlikeTowards(prepared.end))
  );
}

/** @param blocks - absent where addresses make no difference */
function partsOfClass(
  { pods, hostNetwork }: PodClass,
  blocks: readonly Block[] | undefined,
): readonly (readonly Pod[])[] {
  if (hostNetwork) {
    // Each is on a node of its own, and a node always reaches the pods that it runs.
    return pods.map(pod => [pod]);
  }
  return blocks ? splitByBlocks(pods, blocks) : [pods];
}

function classesOfGroup(
  cluster: IndexedCluster,
  group: SourceGroup,
  asking: Asking,
): readonly Source[] {
  const { egress } = group;
  const alike = canStayGrouped(group, asking);
  const sources: Source[] = [];
  for (const podClass of group.classesBy(asking.keys)) {
    sources.push(
      ...partsOfClass(podClass, alike ? undefined : asking.blocks).map(pods =>
        sourceOf(cluster, egress, podClass, pods),
      ),
    );
  }
  return sources;
}

function sourcesOfGroup(
  cluster: IndexedCluster,
  group: SourceGroup,
  asking: Asking,
  apart: boolean,
): readonly Source[] {
  if (apart || !group.egress) {
    return classesOfGroup(cluster, group, asking);
  }
  if (canStayGrouped(group, asking)) {
    return [group];
  }
  // The pods of a namespace mostly lie near each other, and blocks hold whole networks or none of the pods.
  return group.byFamily.flatMap(part =>
    holdsAllOrNone(asking.blocks, part.spread.span)
      ? [part]
      : classesOfGroup(cluster, part, asking),
  );
}

/** The pods of a namespace that may connect to the targets, each group to be judged once. */
export function sourcesOf(
  cluster: IndexedCluster,
  namespace: IndexedNamespace,
  asking: Asking,
): readonly Source[] {
  const { name } = namespace;
  const apart = tellsApart(namespace, asking);
  const groups = cluster.index.sources(namespace);
  if (groups.length === 0) {
    return [emptyNamespace(cluster, name)];
  }
  const own = asking.targets.some(({ pods }) => pods[0].namespace === name);
  if (!own && !apart && groups.every(group => canStayGrouped(group, asking))) {
    return groups;
  }
  const sources: Source[] = [];
  for (const group of groups) {
    if (!own) {
      sources.push(...sourcesOfGroup(cluster, group, asking, apart));
    } else {
      for (const podClass of group.classesBy(asking.keys)) {
        sources.push(
          ...withoutTargets(cluster, group.egress, podClass, asking),
        );
      }
    }
  }
  return sources.length > 0 ? sources : [emptyNamespace(cluster, name)];
}
