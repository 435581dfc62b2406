import { Pod, PodOwner } from './clusterSnapshot';

/** A pod with what not every pod has; an empty name is none. */
export function podOf(
  pod: Omit<Pod, 'owner' | 'nodeName'>,
  owner: PodOwner | undefined,
  nodeName: string | undefined,
): Pod {
  const whole: Pod = pod;
  if (owner) {
    whole.owner = owner;
  }
  if (nodeName) {
    whole.nodeName = nodeName;
  }
  return whole;
}
