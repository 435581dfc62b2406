/**
 * How a list or map merges: as one value (`atomic`), as a set of values, or
 * item by item by the values of some keys. Kubernetes writes this into its
 * OpenAPI schema; here is the part of it that the demo cluster's kinds need.
 */
export type ListType =
  | { type: 'atomic' }
  | { type: 'set' }
  | { type: 'map'; keys: string[]; patchKey: string };

interface KeyedList {
  field: string;
  /** The list is keyed only directly below one of these fields. */
  under?: string[];
  /** The list is keyed only in this kind. */
  kind?: string;
  keys: string[];
  /** The key that strategic merge patch goes by, where it is not the first. */
  patchKey?: string;
}

const containerLists = ['containers', 'initContainers', 'ephemeralContainers'];

const keyedLists: KeyedList[] = [
  ...containerLists.map(field => ({ field, under: ['spec'], keys: ['name'] })),
  { field: 'volumes', under: ['spec'], keys: ['name'] },
  { field: 'imagePullSecrets', keys: ['name'] },
  { field: 'hostAliases', under: ['spec'], keys: ['ip'] },
  {
    field: 'topologySpreadConstraints',
    under: ['spec'],
    keys: ['topologyKey', 'whenUnsatisfiable'],
  },
  { field: 'env', under: containerLists, keys: ['name'] },
  { field: 'volumeMounts', under: containerLists, keys: ['mountPath'] },
  { field: 'volumeDevices', under: containerLists, keys: ['devicePath'] },
  {
    field: 'ports',
    under: containerLists,
    keys: ['containerPort', 'protocol'],
  },
  {
    field: 'ports',
    under: ['spec'],
    kind: 'Service',
    keys: ['port', 'protocol'],
  },
  { field: 'secrets', kind: 'ServiceAccount', keys: ['name'] },
  { field: 'podIPs', under: ['status'], keys: ['ip'] },
  { field: 'conditions', under: ['status'], keys: ['type'] },
  { field: 'ownerReferences', under: ['metadata'], keys: ['uid'] },
];

const sets = [{ field: 'finalizers', under: 'metadata' }];

const atomicMaps = new Set([
  'podSelector',
  'namespaceSelector',
  'labelSelector',
  'selector',
  'nodeSelector',
  'fieldRef',
  'secretKeyRef',
  'configMapKeyRef',
  'resourceFieldRef',
  'involvedObject',
  'fieldsV1',
]);

/** Values of keys that an item may leave out. */
const keyDefaults: Record<string, string> = { protocol: 'TCP' };

/** Field names on the way to a value, `f:` and all, as in `fieldsV1`. */
export type FieldPath = string[];

function fieldNames(path: FieldPath): string[] {
  return path
    .filter(element => element.startsWith('f:'))
    .map(element => element.slice(2));
}

export function listTypeOf(kind: string, path: FieldPath): ListType {
  const [parent, field] = ['', '', ...fieldNames(path)].slice(-2);
  if (sets.some(each => each.field === field && each.under === parent)) {
    return { type: 'set' };
  }
  const keyed = keyedLists.find(
    each =>
      each.field === field &&
      (!each.under || each.under.includes(parent)) &&
      (!each.kind || each.kind === kind),
  );
  if (!keyed) return { type: 'atomic' };
  return {
    type: 'map',
    keys: keyed.keys,
    patchKey: keyed.patchKey ?? keyed.keys[0],
  };
}

export function isAtomicMap(path: FieldPath): boolean {
  const last = path[path.length - 1] ?? '';
  return (
    (last.startsWith('f:') && atomicMaps.has(last.slice(2))) ||
    path[path.length - 2] === 'f:ownerReferences'
  );
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The element of a path that names an item: `k:{"name":"web"}`. */
export function itemElement(keys: string[], item: unknown): string {
  const named = [...keys].sort().map(key => {
    const value = isMap(item) ? item[key] : undefined;
    return [key, value ?? keyDefaults[key]];
  });
  return `k:${JSON.stringify(Object.fromEntries(named))}`;
}
