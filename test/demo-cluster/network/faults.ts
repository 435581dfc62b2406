import { ObjectStore } from '../storage/store';
import { Packet } from './policies';

/** On a Node: its network plugin enforces no policy at all. */
const enforcementAnnotation = 'simulated.network/enforcement';

/** On a Namespace: its pods' connections are lost, policies or not. */
const outgoingAnnotation = 'simulated.network/outgoing';

const dnsPort = 53;

/** Whether the node of either end lets everything pass. */
export function isUnenforced(store: ObjectStore, packet: Packet): boolean {
  return [packet.source, packet.destination].some(pod => {
    const node = pod?.spec.nodeName
      ? store.get('nodes', '', pod.spec.nodeName)
      : undefined;
    return node?.metadata.annotations?.[enforcementAnnotation] === 'none';
  });
}

/** Whether something that is no NetworkPolicy drops the packet. */
export function isLost(store: ObjectStore, packet: Packet): boolean {
  const namespace = store.get(
    'namespaces',
    '',
    packet.source.metadata.namespace ?? '',
  );
  const isDropped =
    namespace?.metadata.annotations?.[outgoingAnnotation] === 'dropped';
  return isDropped && packet.port !== dnsPort;
}
