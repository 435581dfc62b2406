import { Pod, PodOwner } from './clusterSnapshot';

/** A pod with what not every pod has; an empty name is none. */
export function podOf(
  pod: Omit<Pod, 'owner' | 'nodeName'>,
  owner: PodOwner | undefined,
  nodeName: string | undefined,
): Pod {
  if (owner && nodeName) {
    // Nearly every pod has both; what is added later takes more memory.
    const { namespace, name, labels, phase } = pod;
    const { hostNetwork, addresses, ports } = pod;
    return {
      namespace,
      name,
      labels,
      phase,
      hostNetwork,
      addresses,
      ports,
      owner,
      nodeName,
    };
  }
  const whole: Pod = pod;
  if (owner) {
    whole.owner = owner;
  }
  if (nodeName) {
    whole.nodeName = nodeName;
  }
  return whole;
}
