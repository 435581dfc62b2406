import { ReadObject } from './readObject';

/**
 * An object by its name; without a namespace one of the whole cluster.
 *
 * @public
 */
export interface ObjectReference {
  kind: string;
  namespace?: string;
  name: string;
}

/** An object that could be read. */
export type ReadKnownObject = Extract<ReadObject, { outcome: 'read' }>;

function getOrMake<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  map.set(key, made);
  return made;
}

/** Objects in their order, of which the last one of a kind, namespace and name counts. */
export function uniqueObjects(read: Iterable<ReadObject>): {
  objects: readonly ReadKnownObject[];
  duplicates: readonly ObjectReference[];
} {
  const objects = new Array<ReadKnownObject>();
  const duplicates = new Map<number, ObjectReference>();
  // By kind, namespace (empty for an object of the whole cluster) and name.
  const places = new Map<string, Map<string, Map<string, number>>>();
  for (const object of read) {
    // One that means nothing cannot take another one's place.
    if (object.outcome !== 'read' || object.objects.length === 0) {
      continue;
    }
    const { kind, namespace, name } = object;
    const ofKind = getOrMake(places, kind, () => new Map());
    const there = getOrMake(ofKind, namespace ?? '', () => new Map());
    const place = there.get(name);
    if (place === undefined) {
      there.set(name, objects.push(object) - 1);
    } else {
      objects[place] = object;
      duplicates.set(place, { kind, ...(namespace && { namespace }), name });
    }
  }
  return { objects, duplicates: [...duplicates.values()] };
}

/**
 * The objects that were given more than once. The last one counts, as it would if all were applied one after the other.
 *
 * @public
 */
export function duplicateObjects(
  read: Iterable<ReadObject>,
): readonly ObjectReference[] {
  return uniqueObjects(read).duplicates;
}
