import ipaddr from 'ipaddr.js';
import { Pod } from '../kinds/pod';
import { ObjectStore } from '../storage/store';
import { lookup, searchNames } from './dns';
import { isLost, isUnenforced } from './faults';
import { listensOn } from './listeners';
import { policiesAdmit } from './policies';
import { podAt, ServiceRouter } from './routing';

/** How a connection attempt ended, as its client sees it. */
export type ConnectionOutcome =
  | { type: 'connected' }
  | { type: 'refused' }
  | { type: 'timed-out' }
  | { type: 'name-not-resolved'; why: 'no such host' | 'i/o timeout' };

interface Attempt {
  address: string;
  port: number;
  protocol: string;
}

const dnsService = { namespace: 'kube-system', name: 'kube-dns' };

/** Decides connection attempts between pods, by the objects of the moment. */
export class SimulatedNetwork {
  private readonly router: ServiceRouter;

  constructor(private readonly store: ObjectStore) {
    this.router = new ServiceRouter(store);
  }

  /** What becomes of a connection from a pod to a host name or address. */
  connect(
    source: Pod,
    host: string,
    port: number,
    protocol: string,
  ): ConnectionOutcome {
    const resolved = this.resolve(source, host);
    if (resolved.type !== 'resolved') return resolved;
    return this.send(source, { address: resolved.address, port, protocol });
  }

  private resolve(
    source: Pod,
    host: string,
  ):
    | { type: 'resolved'; address: string }
    | Extract<ConnectionOutcome, { type: 'name-not-resolved' }> {
    if (ipaddr.isValid(host)) return { type: 'resolved', address: host };
    const server = this.store.get(
      'services',
      dnsService.namespace,
      dnsService.name,
    );
    const address = server?.spec.clusterIP;
    const asked = address
      ? this.send(source, { address, port: 53, protocol: 'UDP' })
      : undefined;
    if (asked?.type !== 'connected') {
      return { type: 'name-not-resolved', why: 'i/o timeout' };
    }
    const names = searchNames(host, source.metadata.namespace ?? 'default');
    for (const name of names) {
      const [found] = lookup(this.store, name);
      if (found) return { type: 'resolved', address: found };
    }
    return { type: 'name-not-resolved', why: 'no such host' };
  }

  private send(source: Pod, attempt: Attempt): ConnectionOutcome {
    const { protocol } = attempt;
    const route = this.router.route(attempt.address, attempt.port, protocol);
    if (route.type === 'rejected') return { type: 'refused' };
    const destination = podAt(this.store, route.address);
    const packet = {
      source,
      sourceAddress: source.status.podIP ?? '',
      destination,
      destinationAddress: route.address,
      port: route.port,
      protocol,
    };
    const passes =
      isUnenforced(this.store, packet) || policiesAdmit(this.store, packet);
    // Nobody answers at an address without a pod: the demo has no outside.
    if (!passes || isLost(this.store, packet) || !destination) {
      return { type: 'timed-out' };
    }
    return listensOn(destination, route.port, protocol)
      ? { type: 'connected' }
      : { type: 'refused' };
  }
}
