import {
  IndexedCluster,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { isDeepStrictEqual } from 'node:util';
import { ObjectLocation } from '../clusters/resources';
import { notUnderstood, Omission } from './omission';
import { keyOf, locationOf } from './objectKey';
import { OwnWrites } from './OwnWrites';
import { resourceVersionOf } from './resourceVersion';
import { WatchedKind } from './watchedKinds';

/** An object that exists and could not be read. */
interface BrokenObject {
  kind: WatchedKind;
  location: ObjectLocation;
  omission: Omission;
}

/**
 * The objects of one cluster, from lists, watches and own writes. Those that can be read are in an index; the others are
 * known as omissions. Only a change of what is read from an object counts as a change.
 */
export class ObjectStore {
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

  /** The objects that could not be read. */
  get omissions(): Omission[] {
    return Array.from(this.broken.values(), ({ omission }) => omission);
  }

  /**
   * Stores an object of a list or a watch, and returns where it is.
   *
   * @param begun - when the list began, as a moment among the own writes; absent for a watch
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

  /** Removes an object of which a watch says that it is deleted. */
  removeWatched(kind: WatchedKind, raw: unknown): void {
    const location = locationOf(raw);
    if (!this.ownWrites.isGoneBehind(keyOf(kind, location), raw)) {
      this.remove(kind, location);
    }
  }

  /** Stores an object that this portal has written, as the API server returned it. */
  setWritten(kind: WatchedKind, raw: unknown): void {
    const location = locationOf(raw);
    this.put(kind, location, raw);
    const version = resourceVersionOf(raw);
    if (version !== undefined) {
      this.ownWrites.addWritten(kind, location, version);
    }
  }

  /**
   * Removes an object that this portal has deleted. It comes back if no list or watch confirms that within
   * `confirmWithinMs`.
   */
  removeWritten(
    kind: WatchedKind,
    location: ObjectLocation,
    confirmWithinMs: number,
  ): void {
    const key = keyOf(kind, location);
    const broken = this.broken.get(key);
    const known = this.cluster.find(kind.identify(location));
    if (!known && !broken) {
      return;
    }
    this.remove(kind, location);
    const show = () => {
      if (known) {
        this.cluster.apply({ type: 'set', ...known });
      } else if (broken) {
        this.broken.set(key, broken);
      }
      this.onChange();
    };
    this.ownWrites.addRemoved(kind, location, { show, confirmWithinMs });
  }

  /** Where the objects of a kind are, those that could not be read too. */
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

  /** Removes an object. */
  remove(kind: WatchedKind, location: ObjectLocation): void {
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
      this.remove(kind, location);
      this.broken.set(key, { kind, location, omission });
      this.onChange();
    }
  }
}
