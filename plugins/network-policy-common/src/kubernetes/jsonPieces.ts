import { isList } from './lists';
import { isRawObject, RawObject } from './sharedLabels';
import { withoutManagedFields } from './withoutManagedFields';

/** About how many characters are parsed at once. */
const usualLength = 2 ** 16;

/** How many places close to each other are tried to cut at before the next one is looked for further away. */
const closeTries = 8;

/** A list in a text. */
interface ListInText {
  /** The list without its items. */
  list: RawObject;
  /** Where the first item begins. */
  start: number;
  /** Where the bracket is that closes the list, if no array comes after it. */
  end: number;
  /** With what the first item begins, its first key included: most items begin like that. */
  opening: string;
}

/**
 * Parses JSON. Of a long list it gives shorter ones one after the other, which together have the items of the whole, but
 * for their `managedFields`: what was parsed can be read and forgotten while it is still close at hand, and no garbage
 * collector ever has to move it.
 * Each of them has the other fields of the list, such as its metadata.
 *
 * @param text - the document
 * @param length - about how many characters are parsed at once
 * @throws SyntaxError where the text is no JSON; lists may have been given before
 * @public
 */
export function* jsonPieces(
  text: string,
  length = usualLength,
): Generator<unknown, void> {
  const found = text.length > 2 * length ? listIn(text) : undefined;
  let given = 0;
  for (let from = found?.start; found && from !== undefined; ) {
    const piece = pieceAt(text, found, from, length);
    if (!piece) {
      break;
    }
    yield { ...found.list, items: piece.items };
    if (piece.end === found.end) {
      return;
    }
    given += piece.items.length;
    from = piece.end + 1;
  }
  const whole: unknown = JSON.parse(text);
  yield found && given > 0 ? withoutFirst(whole, given, found.list) : whole;
}

function withoutFirst(whole: unknown, given: number, list: RawObject) {
  if (
    !isRawObject(whole) ||
    !Array.isArray(whole.items) ||
    whole.kind !== list.kind ||
    whole.apiVersion !== list.apiVersion
  ) {
    throw new SyntaxError('A list has two fields of one name');
  }
  return { ...whole, items: whole.items.slice(given) };
}

function listIn(text: string): ListInText | undefined {
  const key = /"items"\s*:\s*\[\s*/y;
  key.lastIndex = text.indexOf('"items"');
  if (key.lastIndex < 0 || !key.test(text)) {
    return undefined;
  }
  const start = key.lastIndex;
  const firstKey = /\{\s*"[^"\\]*"\s*:/y;
  firstKey.lastIndex = start;
  const opening = firstKey.exec(text)?.[0];
  const end = text.lastIndexOf(']');
  if (!opening || end < start) {
    return undefined;
  }
  const head = text.slice(0, start);
  const list = parsed(head + text.slice(end));
  return isRawObject(list) &&
    isList(list) &&
    // Whatever else comes between the items and the last bracket of the text, these two do not.
    typeof list.apiVersion === 'string' &&
    Array.isArray(list.items) &&
    list.items.length === 0 &&
    // The items are those of the document itself, not of anything in it.
    isRawObject(parsed(`${head}]}`))
    ? { list, start, end, opening }
    : undefined;
}

/**
 * The items from a place on, about so many characters. What looks like the beginning of an item may be something within
 * one; but the text before it is a list of whole items only if it can be parsed as one.
 */
function pieceAt(
  text: string,
  found: ListInText,
  from: number,
  length: number,
): { items: readonly unknown[]; end: number } | undefined {
  let least = length;
  for (let tries = 1; ; tries++) {
    const to = Math.min(commaAfter(text, found, from + least), found.end);
    const items = parsed(`[${withoutManagedFields(text.slice(from, to))}]`);
    if (Array.isArray(items)) {
      return { items, end: to };
    }
    if (to === found.end) {
      return undefined;
    }
    least = tries < closeTries ? to + 1 - from : 2 * (to - from);
  }
}

/** Where the first comma between two items is, or may be, from a place on; where there is none, the end of the list. */
function commaAfter(
  text: string,
  { opening, end }: ListInText,
  from: number,
): number {
  for (
    let next = text.indexOf(opening, from);
    next >= 0;
    next = text.indexOf(opening, next + 1)
  ) {
    let before = next - 1;
    while (/\s/.test(text[before])) {
      before -= 1;
    }
    if (before >= from && text[before] === ',') {
      return before;
    }
  }
  return end;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
