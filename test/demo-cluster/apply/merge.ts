import { FieldPath } from './field-schema';
import { FieldSet } from './field-set';
import { partsOf } from './field-walk';

function rebuild(value: unknown, parts: Map<string, unknown>): unknown {
  if (Array.isArray(value)) return [...parts.values()];
  return Object.fromEntries(
    [...parts].map(([element, part]) => [element.slice(2), part]),
  );
}

/** Lays an applied configuration over the live object. */
export function mergeApplied(
  kind: string,
  live: unknown,
  applied: unknown,
  path: FieldPath = [],
): unknown {
  if (live === undefined) return applied;
  const liveParts = partsOf(kind, live, path);
  const appliedParts = partsOf(kind, applied, path);
  if (liveParts.type === 'leaf' || appliedParts.type === 'leaf') return applied;
  const merged = new Map(liveParts.parts);
  for (const [element, part] of appliedParts.parts) {
    merged.set(
      element,
      mergeApplied(kind, merged.get(element), part, [...path, element]),
    );
  }
  return rebuild(live, merged);
}

/**
 * Takes out what the manager applied before and does not apply any more,
 * unless somebody owns it.
 */
export function pruneDropped(
  kind: string,
  merged: unknown,
  dropped: FieldSet,
  owned: FieldSet,
): unknown {
  const visit = (value: unknown, path: FieldPath): unknown => {
    const isOwned = owned.has(path) || owned.hasBelow(path);
    if (dropped.has(path) && !isOwned) return undefined;
    const parts = partsOf(kind, value, path);
    if (parts.type === 'leaf') return value;
    if (!dropped.hasBelow(path)) return value;
    const kept = new Map(
      [...parts.parts]
        .map(([element, part]): [string, unknown] => [
          element,
          visit(part, [...path, element]),
        ])
        .filter(([, part]) => part !== undefined),
    );
    if (kept.size === 0 && path.length > 1 && !isOwned) return undefined;
    return rebuild(value, kept);
  };
  return visit(merged, []);
}
