import { isDeepStrictEqual } from 'node:util';
import {
  FieldPath,
  isAtomicMap,
  isMap,
  itemElement,
  listTypeOf,
} from './field-schema';
import { FieldSet } from './field-set';

/** The parts of a value that merge on their own, or that it is one leaf. */
export type Parts =
  | { type: 'leaf' }
  | { type: 'parts'; parts: Map<string, unknown> };

/** Structures that every object has, so that nobody can add or own them. */
const implicit = new Set(['f:metadata', 'f:spec', 'f:status', 'f:template']);

/** What a value consists of, at its place in an object of a kind. */
export function partsOf(kind: string, value: unknown, path: FieldPath): Parts {
  if (isMap(value) && !isAtomicMap(path)) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    return {
      type: 'parts',
      parts: new Map(entries.map(([key, v]) => [`f:${key}`, v])),
    };
  }
  if (Array.isArray(value)) {
    const list = listTypeOf(kind, path);
    if (list.type === 'set') {
      return {
        type: 'parts',
        parts: new Map(value.map(v => [`v:${JSON.stringify(v)}`, v])),
      };
    }
    if (list.type === 'map') {
      return {
        type: 'parts',
        parts: new Map(value.map(v => [itemElement(list.keys, v), v])),
      };
    }
  }
  return { type: 'leaf' };
}

/** Every field that an object sets, as its applier comes to own them. */
export function fieldsOf(object: object & { kind: string }): FieldSet {
  const set = new FieldSet();
  const visit = (value: unknown, path: FieldPath) => {
    const parts = partsOf(object.kind, value, path);
    const isItem = !(path[path.length - 1] ?? 'f:').startsWith('f:');
    if (parts.type === 'leaf') {
      set.add(path);
      return;
    }
    if (isItem || (isMap(value) && parts.parts.size === 0)) set.add(path);
    for (const [element, part] of parts.parts) {
      visit(part, [...path, element]);
    }
  };
  visit(object, []);
  return set;
}

export interface Comparison {
  added: FieldSet;
  removed: FieldSet;
  modified: FieldSet;
}

/** Which fields differ between two states of an object. */
export function compare(
  kind: string,
  before: object,
  after: object,
): Comparison {
  const result: Comparison = {
    added: new FieldSet(),
    removed: new FieldSet(),
    modified: new FieldSet(),
  };
  const note = (old: unknown, next: unknown, path: FieldPath) => {
    if (old === undefined) result.added.add(path);
    else if (next === undefined) result.removed.add(path);
    else if (!isDeepStrictEqual(old, next)) result.modified.add(path);
  };
  const visit = (old: unknown, next: unknown, path: FieldPath) => {
    const oldParts = partsOf(kind, old, path);
    const nextParts = partsOf(kind, next, path);
    const present = [
      ...(old === undefined ? [] : [oldParts]),
      ...(next === undefined ? [] : [nextParts]),
    ];
    if (present.some(parts => parts.type === 'leaf')) {
      note(old, next, path);
      return;
    }
    const oldMap = oldParts.type === 'parts' ? oldParts.parts : new Map();
    const nextMap = nextParts.type === 'parts' ? nextParts.parts : new Map();
    for (const element of new Set([...oldMap.keys(), ...nextMap.keys()])) {
      visit(oldMap.get(element), nextMap.get(element), [...path, element]);
    }
    if (path.length > 0 && !implicit.has(path[path.length - 1])) {
      if (old === undefined) result.added.add(path);
      else if (next === undefined) result.removed.add(path);
    }
  };
  visit(before, after, []);
  return result;
}
