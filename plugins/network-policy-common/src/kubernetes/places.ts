/** Places of objects, by kind, namespace (empty for an object of the whole cluster) and name. */
export interface Places {
  kinds: Map<string, Map<string, Map<string, number>>>;
  /** Where the last one was: lists are sorted by kind and namespace. */
  last: { kind: string; namespace: string; names: Map<string, number> };
}

/** No places yet. */
export function noPlaces(): Places {
  return {
    kinds: new Map(),
    last: { kind: '', namespace: '', names: new Map() },
  };
}

function namesIn(places: Places, kind: string, namespace: string) {
  const { kinds, last } = places;
  if (last.kind === kind && last.namespace === namespace) {
    return last.names;
  }
  const namespaces = kinds.get(kind) ?? new Map<string, Map<string, number>>();
  const names = namespaces.get(namespace) ?? new Map<string, number>();
  kinds.set(kind, namespaces.set(namespace, names));
  places.last = { kind, namespace, names };
  return names;
}

/** The place of an object. One that was not known takes the free place. */
export function placeOf(
  places: Places,
  {
    kind,
    namespace = '',
    name,
  }: { kind: string; namespace?: string; name: string },
  free: number,
): number {
  const names = namesIn(places, kind, namespace);
  const place = names.get(name);
  if (place !== undefined) {
    return place;
  }
  names.set(name, free);
  return free;
}

/** The namespaces of all objects that have places. */
export function namespacesOf({ kinds }: Places): Set<string> {
  const namespaces = new Set(
    [...kinds.values()].flatMap(ofKind => [...ofKind.keys()]),
  );
  namespaces.delete('');
  return namespaces;
}
