import { Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { openSides, Side } from '../policies/side';
import { withMore } from '../policies/withMore';
import type { ClusterIndex } from './ClusterIndex';
import { IndexedNamespace } from './indexedNamespace';
import { isFinished } from './podClass';
import { KnownSides } from './sides';
import { SourceGroup } from './SourceGroup';

function sideFinder(
  index: ClusterIndex,
  sides: KnownSides,
): (pod: Pod) => Side {
  if (sides.policies.length === 0 && sides.clusterWide.length === 0) {
    return () => openSides.egress;
  }
  // What reads objects hands out one object for equal labels where it can.
  const known = new Map<Labels, Side>();
  return ({ labels }) => {
    let side = known.get(labels);
    if (!side) {
      side = index.sideOfLabels(sides, labels);
      known.set(labels, side);
    }
    return side;
  };
}

/**
 * Groups the pods of a namespace by what policies say of their egress. Policies of clients are few, so there are few
 * groups. Finished pods do not count.
 */
export function groupSources(
  cluster: ClusterIndex,
  namespace: IndexedNamespace,
  egressSides: KnownSides,
): SourceGroup[] {
  const findSide = sideFinder(cluster, egressSides);
  const groups = new Map<Side | undefined, Pod[]>();
  const { pods } = namespace;
  for (let index = 0; index < pods.length; index++) {
    const pod = pods[index];
    if (!isFinished(pod)) {
      const egress = pod.hostNetwork ? undefined : findSide(pod);
      const group = groups.get(egress);
      if (group) {
        group.push(pod);
      } else {
        groups.set(egress, [pod]);
      }
    }
  }
  let found: SourceGroup[] = [];
  groups.forEach((alike, egress) => {
    // Mostly all pods are alike, and need no list of their own.
    const own = alike.length === pods.length ? pods : alike.slice();
    const group = new SourceGroup(cluster, egressSides, egress, own);
    found = withMore(found, [group]);
  });
  return found;
}
