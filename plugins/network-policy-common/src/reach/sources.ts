import { IndexedCluster } from '../cluster/IndexedCluster';
import { IndexedNamespace } from '../cluster/indexedNamespace';
import {
  groupsByFamily,
  prepareClass,
  SourceGroup,
  spanOfGroup,
} from '../cluster/groupSources';
import { PodClass, withPods } from '../cluster/podClass';
import { holdsAllOrNone, splitByBlocks } from '../cluster/splitByBlocks';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { Block } from '../policies/block';
import { CompiledPeer } from '../policies/compiledPolicy';
import { LabelSet } from '../policies/labelSets';
import { Side } from '../policies/side';
import { prepareEnd } from '../cluster/ends';
import { Target } from './targets';

/** Pods of one namespace that are judged as one. */
export interface Source
  extends Pick<SourceGroup, 'prepared' | 'egress' | 'classes' | 'size'> {
  /** The target that is this very pod, and so not judged. */
  itself?: Target;
}

/** Pods of a source that policies tell from others by these labels. */
export function partsOf({
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

function tellsPodsApart(
  peer: CompiledPeer,
  namespace: string,
  labels: LabelSet,
): boolean {
  return (
    peer.kind === 'pods' &&
    peer.podSelector !== undefined &&
    !peer.podSelector.everything &&
    (peer.namespace === undefined || peer.namespace === namespace) &&
    (peer.namespaceSelector === undefined ||
      peer.namespaceSelector.selectsSet(labels))
  );
}

/** What the ingress of targets can ask of sources. */
export interface Asking {
  targets: readonly Target[];
  blocks: readonly Block[];
  /** Peers that ask for labels of pods. */
  peers: readonly CompiledPeer[];
}

/** What the ingress of targets can ask of sources. */
export function askingOf(targets: readonly Target[]): Asking {
  const peers = targets.flatMap(({ rules }) =>
    rules.flatMap(rule => rule.peers ?? []),
  );
  return {
    targets,
    blocks: targets.flatMap(({ ingress }) => ingress?.blocks ?? []),
    peers: peers.filter(
      peer => peer.kind === 'pods' && peer.podSelector !== undefined,
    ),
  };
}

/** Whether the targets tell pods of a namespace apart by their labels. */
export function tellsApart(
  { name, labels }: IndexedNamespace,
  { peers }: Asking,
): boolean {
  return peers.some(peer => tellsPodsApart(peer, name, labels));
}

function sourceOf(
  cluster: IndexedCluster,
  egress: Side | undefined,
  podClass: PodClass,
  pods: readonly Pod[],
): Source {
  return {
    prepared:
      pods[0] === podClass.pods[0]
        ? prepareClass(cluster.index, podClass)
        : prepareEnd(cluster.index, { kind: 'pod', pod: pods[0] }),
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

function splitOthers(podClass: PodClass, blocks: readonly Block[]) {
  return podClass.pods.length > 0 ? splitByBlocks(podClass, blocks) : [];
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
  const rest = others === podClass.pods ? podClass : withPods(podClass, others);
  const parts = podClass.hostNetwork
    ? others.map(pod => [pod])
    : splitOthers(rest, blocks);
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
  { egress, sameFamilies }: SourceGroup,
  { blocks }: Asking,
): boolean {
  return (
    egress !== undefined &&
    blocks.length === 0 &&
    (sameFamilies || egress.blocks.length === 0)
  );
}

function classesOfGroup(
  cluster: IndexedCluster,
  { egress, classes }: SourceGroup,
  { blocks }: Asking,
): readonly Source[] {
  const sources: Source[] = [];
  for (const podClass of classes) {
    // Each is on a node of its own, and a node always reaches the pods that it runs.
    const parts = podClass.hostNetwork
      ? podClass.pods.map(pod => [pod])
      : splitByBlocks(podClass, blocks);
    for (const pods of parts) {
      sources.push(sourceOf(cluster, egress, podClass, pods));
    }
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
  return groupsByFamily(cluster.index, group).flatMap(part =>
    holdsAllOrNone(asking.blocks, spanOfGroup(part))
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
      for (const podClass of group.classes) {
        sources.push(
          ...withoutTargets(cluster, group.egress, podClass, asking),
        );
      }
    }
  }
  return sources.length > 0 ? sources : [emptyNamespace(cluster, name)];
}
