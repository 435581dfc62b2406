import { IndexedCluster } from '../cluster/IndexedCluster';
import { SourceGroup } from '../cluster/indexedNamespace';
import { PodClass } from '../cluster/podClass';
import { splitByBlocks } from '../cluster/splitByBlocks';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { Block } from '../policies/block';
import { LabelSet } from '../policies/labelSets';
import { Side } from '../policies/side';
import { PreparedEnd, prepareEnd } from '../verdict/ends';
import { Target } from './targets';

/** Pods of one namespace that are judged as one. */
export interface Source {
  prepared: PreparedEnd;
  egress?: Side;
  /** How many pods it stands for; 0 for the pod without labels that stands for a namespace without pods. */
  size: number;
  parts: readonly { labels: Labels; pods: number }[];
  /** The target that is this very pod, and so not judged. */
  itself?: Target;
}

/** What the targets' ingress can ask about the pods of a namespace. */
export interface Asked {
  /** Whether it tells pods of the namespace apart by their labels or addresses. */
  tellsApart: boolean;
  blocks: readonly Block[];
}

/** What the ingress of targets can ask about the pods of a namespace. */
export function askedAbout(
  targets: readonly Target[],
  namespace: string,
  labels: LabelSet,
): Asked {
  const blocks = targets.flatMap(({ ingress }) => ingress?.blocks ?? []);
  const tellsApart =
    blocks.length > 0 ||
    targets.some(({ rules }) =>
      rules.some(({ peers }) =>
        peers?.some(
          peer =>
            peer.kind === 'pods' &&
            peer.podSelector !== undefined &&
            !peer.podSelector.everything &&
            (peer.namespace === undefined || peer.namespace === namespace) &&
            (peer.namespaceSelector === undefined ||
              peer.namespaceSelector.selectsSet(labels)),
        ),
      ),
    );
  return { tellsApart, blocks };
}

function sourceOf(
  cluster: IndexedCluster,
  egress: Side | undefined,
  pods: readonly Pod[],
): Source {
  return {
    prepared: prepareEnd(cluster, { kind: 'pod', pod: pods[0] }),
    ...(egress && { egress }),
    size: pods.length,
    parts: [{ labels: pods[0].labels, pods: pods.length }],
  };
}

function emptyNamespace(cluster: IndexedCluster, namespace: string): Source {
  const prepared = prepareEnd(cluster, {
    kind: 'hypothetical-pod',
    namespace,
    labels: {},
  });
  const egress = prepared.sides?.('egress');
  return { prepared, ...(egress && { egress }), size: 0, parts: [] };
}

function asOne(
  cluster: IndexedCluster,
  { egress, classes, size }: SourceGroup,
): Source {
  return {
    prepared: prepareEnd(cluster, { kind: 'pod', pod: classes[0].pods[0] }),
    ...(egress && { egress }),
    size,
    parts: classes.map(({ labels, pods }) => ({
      labels: labels.labels,
      pods: pods.length,
    })),
  };
}

// A target that is one pod is not its own source; all of a class that are targets can reach each other.
function withoutTargets(
  cluster: IndexedCluster,
  egress: Side | undefined,
  podClass: PodClass,
  targets: readonly Target[],
  blocks: readonly Block[],
): Source[] {
  const alone = targets.filter(
    ({ pods }) => pods.length === 1 && podClass.pods.includes(pods[0]),
  );
  const others = podClass.pods.filter(
    pod => !alone.some(({ pods }) => pods[0] === pod),
  );
  const rest =
    others.length > 0
      ? splitByBlocks(
          {
            ...podClass,
            pods: others,
            span: undefined,
            sameFamilies: undefined,
          },
          blocks,
        )
      : [];
  return [
    ...rest.map(pods => sourceOf(cluster, egress, pods)),
    ...(targets.length > 1
      ? alone.map(itself => ({
          ...sourceOf(cluster, egress, itself.pods),
          itself,
        }))
      : []),
  ];
}

/** The pods of a namespace that may connect to the targets, each group to be judged once. */
export function sourcesOf(
  cluster: IndexedCluster,
  namespace: string,
  targets: readonly Target[],
  { tellsApart, blocks }: Asked,
): Source[] {
  const groups = cluster.sources(namespace);
  const own = targets.some(({ pods }) => pods[0].namespace === namespace);
  const sources = groups.flatMap((group): Source[] => {
    const { egress, classes } = group;
    if (own) {
      return classes.flatMap(podClass =>
        withoutTargets(cluster, egress, podClass, targets, blocks),
      );
    }
    if (!tellsApart && egress && egress.blocks.length === 0) {
      return [asOne(cluster, group)];
    }
    return classes.flatMap(podClass =>
      splitByBlocks(podClass, blocks).map(pods =>
        sourceOf(cluster, egress, pods),
      ),
    );
  });
  return sources.length > 0 ? sources : [emptyNamespace(cluster, namespace)];
}
