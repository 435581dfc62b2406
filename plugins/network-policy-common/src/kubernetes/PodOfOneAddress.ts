import { Pod, PodOwner } from './clusterSnapshot';
import { spellIpv4 } from './ipv4';

/**
 * A pod with one address of IPv4, as nearly all have. As a number it takes a third less memory than as a list with a
 * text, and there may be hundreds of thousands; for all others it is a pod like any, also when it is copied or compared.
 */
export class PodOfOneAddress implements Pod {
  namespace: string;
  name: string;
  labels: Pod['labels'];
  phase: Pod['phase'];
  hostNetwork: boolean;
  declare readonly addresses: readonly string[];
  ports: Pod['ports'];
  owner: PodOwner;
  nodeName: string;
  /** With a sign: only so it takes no memory of its own. */
  readonly #address: number;

  static readonly #spelled: PropertyDescriptor = {
    get(this: PodOfOneAddress) {
      return [spellIpv4(this.#address)];
    },
    enumerable: true,
  };

  /** The address of a pod as a number, if it is kept as one. */
  static addressOf(pod: Pod): number | undefined {
    return #address in pod ? pod.#address >>> 0 : undefined;
  }

  constructor(
    pod: Omit<Pod, 'addresses'>,
    own: { owner: PodOwner; nodeName: string; address: number },
  ) {
    this.namespace = pod.namespace;
    this.name = pod.name;
    this.labels = pod.labels;
    this.phase = pod.phase;
    this.hostNetwork = pod.hostNetwork;
    this.ports = pod.ports;
    this.owner = own.owner;
    this.nodeName = own.nodeName;
    this.#address = own.address | 0;
    Object.defineProperty(this, 'addresses', PodOfOneAddress.#spelled);
  }
}
