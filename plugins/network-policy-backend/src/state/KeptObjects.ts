import {
  IndexedCluster,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { isDeepStrictEqual } from 'node:util';
import { ObjectLocation } from '../clusters/resources';
import { notUnderstood, Omission } from './omission';
import { keyOf, locationOf } from './objectKey';
import { OwnWrites } from './OwnWrites';
import { Relist } from './Relist';
import { resourceVersionOf } from './resourceVersion';
import { WatchedKind } from './watchedKinds';

/** An object that is there and was not understood. */
interface BrokenObject {
  kind: WatchedKind;
  location: ObjectLocation;
  omission: Omission;
}

/**
 * The objects of one cluster as lists, watches and own writes tell of them: those that are understood in an index, the
 * others as what is left out. What changes nothing that verdicts depend on is no change.
 */
export class KeptObjects {
  readonly cluster = IndexedCluster.from({
    namespaces: [],
    pods: [],
    services: [],
    endpointSlices: [],
    nodes: [],
    networkPolicies: [],
    clusterNetworkPolicies: [],
    notEvaluated: [],
  });
  readonly ownWrites = new OwnWrites();
  private readonly broken = new Map<string, BrokenObject>();

  constructor(private readonly onChange: () => void) {}

  /** What is left out because it was not understood. */
  get omissions(): Omission[] {
    return Array.from(this.broken.values(), ({ omission }) => omission);
  }

  /**
   * Takes an object and says where it is.
   *
   * @param begun - when the list began that has it, among the own writes; a watch has it if there is none
   */
  set(kind: WatchedKind, raw: unknown, begun?: number): ObjectLocation {
    const location = locationOf(raw);
    if (this.ownWrites.isEmpty) {
      this.put(kind, location, raw);
      return location;
    }
    const show = () => this.put(kind, location, raw);
    const key = keyOf(kind, location);
    if (!this.ownWrites.isBehind(key, raw, { show, begun })) {
      show();
    }
    return location;
  }

  /** A watch says that an object is gone. */
  remove(kind: WatchedKind, raw: unknown): void {
    const location = locationOf(raw);
    if (!this.ownWrites.isGoneBehind(keyOf(kind, location), raw)) {
      this.take(kind, location);
    }
  }

  /** This portal has written an object, which the API server returned. */
  setWritten(kind: WatchedKind, raw: unknown): void {
    const location = locationOf(raw);
    this.put(kind, location, raw);
    const version = resourceVersionOf(raw);
    if (version !== undefined) {
      this.ownWrites.addWritten(kind, location, version);
    }
  }

  /** This portal has removed an object. It comes back if the cluster does not tell of it within `patienceMs`. */
  removeWritten(
    kind: WatchedKind,
    location: ObjectLocation,
    patienceMs: number,
  ): void {
    const key = keyOf(kind, location);
    const broken = this.broken.get(key);
    const known = this.cluster.find(kind.identify(location));
    if (!known && !broken) {
      return;
    }
    this.take(kind, location);
    const show = () => {
      if (known) {
        this.cluster.apply({ type: 'set', ...known });
      } else if (broken) {
        this.broken.set(key, broken);
      }
      this.onChange();
    };
    this.ownWrites.addRemoved(kind, location, { show, patienceMs });
  }

  /** Begins to replace all objects of a kind, or those in a namespace. */
  relist(kind: WatchedKind, namespace?: string): Relist {
    return new Relist(this, kind, namespace);
  }

  /** Forgets all objects of a kind. */
  clear(kind: WatchedKind, namespace?: string): void {
    this.relist(kind, namespace).finish();
  }

  /** Where the objects of a kind are that are known, understood or not. */
  *locations(kind: WatchedKind, namespace?: string): Iterable<ObjectLocation> {
    yield* kind.objects(this.cluster, namespace);
    for (const { kind: ofKind, location } of this.broken.values()) {
      if (
        ofKind === kind &&
        (namespace === undefined || location.namespace === namespace)
      ) {
        yield location;
      }
    }
  }

  /** Forgets an object. */
  take(kind: WatchedKind, location: ObjectLocation): void {
    const wasBroken = this.broken.delete(keyOf(kind, location));
    const identity = kind.identify(location);
    const isKnown = this.cluster.find(identity) !== undefined;
    if (isKnown) {
      this.cluster.apply({ type: 'delete', ...identity });
    }
    if (isKnown || wasBroken) {
      this.onChange();
    }
  }

  private put(kind: WatchedKind, location: ObjectLocation, raw: unknown) {
    const read = readObject(raw);
    if (read.outcome !== 'read' || read.kind !== kind.type.kind) {
      const problems = read.outcome === 'invalid' ? read.problems : [];
      this.putBroken(kind, location, notUnderstood(kind.type, raw, problems));
      return;
    }
    let isChange =
      this.broken.size > 0 && this.broken.delete(keyOf(kind, location));
    for (const entry of read.objects) {
      if (!isDeepStrictEqual(this.cluster.find(entry), entry)) {
        this.cluster.apply({ type: 'set', ...entry });
        isChange = true;
      }
    }
    if (isChange) {
      this.onChange();
    }
  }

  private putBroken(
    kind: WatchedKind,
    location: ObjectLocation,
    omission: Omission,
  ) {
    const key = keyOf(kind, location);
    if (!isDeepStrictEqual(this.broken.get(key)?.omission, omission)) {
      this.take(kind, location);
      this.broken.set(key, { kind, location, omission });
      this.onChange();
    }
  }
}
