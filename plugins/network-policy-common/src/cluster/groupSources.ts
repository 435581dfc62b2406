import { Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { openSides, Side } from '../policies/side';
import type { ClusterIndex } from './ClusterIndex';
import { IndexedNamespace } from './indexedNamespace';
import { isFinished } from './podClass';
import { KnownSides } from './sides';
import { SourceGroup } from './SourceGroup';

/**
 * Groups the pods of a namespace by what policies say of their egress. Policies of clients are few, so there are few
 * groups. Finished pods do not count.
 */
export function groupSources(
  index: ClusterIndex,
  { pods }: IndexedNamespace,
  egressSides: KnownSides,
): SourceGroup[] {
  const { policies, clusterWide } = egressSides;
  const isOpen = policies.length === 0 && clusterWide.length === 0;
  const groups: { egress: Side | undefined; alike: Pod[] }[] = [];
  // Pods of one owner mostly follow one another, and what reads objects hands out one object for equal labels.
  let labels: Labels | undefined;
  let side = openSides.egress;
  let last: (typeof groups)[number] | undefined;
  for (let place = 0; place < pods.length; place++) {
    const pod = pods[place];
    if (!isFinished(pod)) {
      if (!isOpen && pod.labels !== labels) {
        labels = pod.labels;
        side = index.sideOfLabels(egressSides, labels);
      }
      const egress = pod.hostNetwork ? undefined : side;
      if (!last || last.egress !== egress) {
        last = groups.find(group => group.egress === egress);
        if (!last) {
          last = { egress, alike: [] };
          groups.push(last);
        }
      }
      last.alike.push(pod);
    }
  }
  return groups.map(({ egress, alike }) => {
    // Mostly all pods are alike, and need no list of their own; others get one without room to spare.
    const own = alike.length === pods.length ? pods : alike.slice();
    return new SourceGroup(index, egressSides, egress, own);
  });
}
