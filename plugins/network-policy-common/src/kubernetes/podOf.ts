import { Pod, PodOwner } from './clusterSnapshot';
import { readIpv4 } from './ipv4';
import { PodOfOneAddress } from './PodOfOneAddress';

/** A pod with what not every pod has; an empty name is none. */
export function podOf(
  pod: Omit<Pod, 'owner' | 'nodeName'>,
  owner: PodOwner | undefined,
  nodeName: string | undefined,
): Pod {
  if (owner && nodeName) {
    const { namespace, name, labels, phase } = pod;
    const { hostNetwork, addresses, ports } = pod;
    const address = addresses.length === 1 ? readIpv4(addresses[0]) : undefined;
    if (address !== undefined) {
      return new PodOfOneAddress(pod, { owner, nodeName, address });
    }
    // Most pods have both; what is added later takes more memory.
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
