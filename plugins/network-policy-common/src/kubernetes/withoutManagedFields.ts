const key = '"managedFields":[';

const quote = 0x22;
const backslash = 0x5c;
const opening = 0x5b;
const closing = 0x5d;

/**
 * JSON without the `managedFields` of its objects, which are a third of what an API server sends and say nothing that
 * verdicts depend on: not to parse them is faster than to parse and forget them. Whatever else is in the text stays, to
 * the letter. What is between the brackets is not checked.
 *
 * @param text - as an API server writes it, without white space between a key and its value; other text stays whole
 */
export function withoutManagedFields(text: string): string {
  let kept = '';
  let from = 0;
  for (
    let at = text.indexOf(key);
    at >= 0;
    at = text.indexOf(key, Math.max(from, at + 1))
  ) {
    const cut = fieldAt(text, at);
    if (cut) {
      kept += text.slice(from, cut.from);
      from = cut.to;
    }
  }
  return from === 0 ? text : kept + text.slice(from);
}

/** Where a field begins and ends, with the comma that goes with it; undefined for what only looks like a field. */
function fieldAt(
  text: string,
  at: number,
): { from: number; to: number } | undefined {
  const before = text[at - 1];
  // A quote behind anything else belongs to a longer key, or to a text that is no JSON.
  if (before !== ',' && before !== '{') {
    return undefined;
  }
  const to = endOfArray(text, at + key.length);
  if (to === undefined) {
    return undefined;
  }
  if (before === ',') {
    return { from: at - 1, to };
  }
  return { from: at, to: text[to] === ',' ? to + 1 : to };
}

/** Where an array ends whose first element begins at a place. Brackets in strings are none. */
function endOfArray(text: string, start: number): number | undefined {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at + 1);
    } else if (code === opening) {
      depth += 1;
    } else if (code === closing) {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code !== quote; ) {
    if (at >= text.length) {
      return at;
    }
    at += code === backslash ? 2 : 1;
    code = text.charCodeAt(at);
  }
  return at;
}
