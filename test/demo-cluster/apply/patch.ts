import { applyPatch, Operation } from 'fast-json-patch';
import { isDeepStrictEqual } from 'node:util';
import { ApiError, badRequest } from '../api/status';
import { FieldPath, isMap, listTypeOf } from './field-schema';

type Fields = Record<string, unknown>;

/** RFC 7386. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const result: Fields = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

/**
 * RFC 6902.
 *
 * @throws ApiError 422 when an operation does not fit the object.
 */
export function jsonPatch(target: object, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    throw badRequest('error decoding patch: it must be a list of operations');
  }
  const operations: Operation[] = patch;
  try {
    return applyPatch(structuredClone(target), operations, true).newDocument;
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : error;
    throw new ApiError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${why}`,
    );
  }
}

function patchItems(
  kind: string,
  target: unknown[],
  patch: unknown[],
  path: FieldPath,
  key: string,
): unknown[] {
  if (patch.some(item => isMap(item) && item.$patch === 'replace')) {
    return patch.filter(item => !isMap(item) || !('$patch' in item));
  }
  let result = [...target];
  for (const item of patch) {
    if (!isMap(item)) continue;
    const isSame = (other: unknown) =>
      isMap(other) && isDeepStrictEqual(other[key], item[key]);
    if (item.$patch === 'delete') {
      result = result.filter(other => !isSame(other));
    } else if (result.some(isSame)) {
      result = result.map(other =>
        isSame(other)
          ? strategicMergePatch(kind, other, item, [...path, 'k:'])
          : other,
      );
    } else {
      result.push(strategicMergePatch(kind, {}, item, [...path, 'k:']));
    }
  }
  return result;
}

function reorder(items: unknown, order: unknown, key: string | undefined) {
  if (!Array.isArray(items) || !Array.isArray(order)) return items;
  const place = (item: unknown) =>
    order.findIndex(each =>
      key && isMap(each) && isMap(item)
        ? isDeepStrictEqual(each[key], item[key])
        : isDeepStrictEqual(each, item),
    );
  const listed = items.filter(item => place(item) >= 0);
  const others = items.filter(item => place(item) < 0);
  return [...listed.sort((a, b) => place(a) - place(b)), ...others];
}

function patchList(
  kind: string,
  target: unknown,
  patch: unknown[],
  path: FieldPath,
): unknown {
  const list = listTypeOf(kind, path);
  const items = Array.isArray(target) ? target : [];
  if (list.type === 'map') {
    return patchItems(kind, items, patch, path, list.patchKey);
  }
  return list.type === 'set' ? [...new Set([...items, ...patch])] : patch;
}

/** Kubernetes' own patch, in which known lists merge item by item. */
export function strategicMergePatch(
  kind: string,
  target: unknown,
  patch: unknown,
  path: FieldPath = [],
): unknown {
  if (!isMap(patch)) return patch;
  const { $patch, $retainKeys, ...fields } = patch;
  const result: Fields =
    isMap(target) && $patch !== 'replace' ? { ...target } : {};
  if (Array.isArray($retainKeys)) {
    for (const key of Object.keys(result)) {
      if (!$retainKeys.includes(key)) delete result[key];
    }
  }
  for (const [key, value] of Object.entries(fields)) {
    const [, directive, field] =
      /^\$(setElementOrder|deleteFromPrimitiveList)\/(.+)$/.exec(key) ?? [];
    const below = [...path, `f:${field ?? key}`];
    if (directive) continue;
    if (value === null) delete result[key];
    else if (isMap(value) && value.$patch === 'delete') delete result[key];
    else if (Array.isArray(value)) {
      result[key] = patchList(kind, result[key], value, below);
    } else {
      result[key] = strategicMergePatch(kind, result[key], value, below);
    }
  }
  for (const [key, value] of Object.entries(fields)) {
    const [, directive, field] =
      /^\$(setElementOrder|deleteFromPrimitiveList)\/(.+)$/.exec(key) ?? [];
    const list = field ? listTypeOf(kind, [...path, `f:${field}`]) : undefined;
    if (directive === 'setElementOrder') {
      const by = list?.type === 'map' ? list.patchKey : undefined;
      result[field] = reorder(result[field], value, by);
    } else if (directive && Array.isArray(result[field])) {
      const gone = Array.isArray(value) ? value : [];
      result[field] = result[field].filter(
        (item: unknown) => !gone.includes(item),
      );
    }
  }
  return result;
}
