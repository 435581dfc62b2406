/** A part of a text: from where to where, and how many lines come before it. */
export interface Slice {
  start: number;
  end: number;
  linesBefore: number;
}

// Where a string of JSON ends, given where it starts.
function afterString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"' && at < text.length) {
    at += text[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}

/** Where a value of JSON ends; the text is known to be valid. */
function afterValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at = afterString(text, at) - 1;
    } else if (character === '{' || character === '[') {
      depth++;
    } else if (character === '}' || character === ']') {
      depth--;
    }
    if (depth === 0 && /[,\]}\s]/.test(text[at + 1] ?? ',')) {
      return at + 1;
    }
  }
  return text.length;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (/[\s,:]/.test(text[at] ?? '')) {
    at++;
  }
  return at;
}

/** Where the list of that name begins; without a name the text itself is the list. */
function startOfList(text: string, name: string): number | undefined {
  let at = skipSpace(text, 0);
  if (text[at] === '[') {
    return name ? undefined : at;
  }
  at = skipSpace(text, at + 1);
  while (text[at] === '"') {
    const afterKey = afterString(text, at);
    const value = skipSpace(text, afterKey);
    if (text.slice(at + 1, afterKey - 1) === name) {
      return text[value] === '[' ? value : undefined;
    }
    at = skipSpace(text, afterValue(text, value));
  }
  return undefined;
}

function* jsonItems(
  text: string,
  name: string,
): Generator<readonly [number, number]> {
  const list = startOfList(text, name);
  if (list === undefined) {
    return;
  }
  let at = skipSpace(text, list + 1);
  while (at < text.length && text[at] !== ']') {
    const end = afterValue(text, at);
    yield [at, end];
    at = skipSpace(text, end);
  }
}

// What belongs to an item is indented further than its dash, so dashes at that column are the items.
function* yamlItems(
  text: string,
  name: string,
): Generator<readonly [number, number]> {
  const blank = '[ \\t]*(?:#.*)?\\r?\\n';
  const head = new RegExp(`^${name}:${blank}(?:${blank})*( *)-[ \\t]`, 'm');
  const found = name ? head.exec(text) : undefined;
  if (!found) {
    return;
  }
  const [{ length }, indent] = found;
  const first = found.index + length - 2;
  const line = new RegExp(`^ {0,${indent.length}}[^\\s#]`, 'gm');
  line.lastIndex = first - indent.length;
  let start: number | undefined;
  for (let next = line.exec(text); next; next = line.exec(text)) {
    if (start !== undefined) {
      yield [start, next.index];
    }
    if (next[0] !== `${indent}-`) {
      return;
    }
    start = next.index;
  }
  if (start !== undefined) {
    yield [start, text.length];
  }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (
    let at = text.indexOf('\n', from);
    at >= 0 && at < to;
    at = text.indexOf('\n', at + 1)
  ) {
    lines++;
  }
  return lines;
}

/**
 * The items of a list that is a field of a document, or the document itself, so that the lines of one can be found
 * without those of the others: a dump of a cluster is a document of many megabytes.
 *
 * @returns nothing where the list is not written as lists usually are
 */
export function itemsOfText(text: string, name: string): readonly Slice[] {
  const items = /^\s*[{[]/.test(text)
    ? jsonItems(text, name)
    : yamlItems(text, name);
  const slices: Slice[] = [];
  let linesBefore = 0;
  let counted = 0;
  for (const [start, end] of items) {
    linesBefore += countLines(text, counted, start);
    counted = start;
    slices.push({ start, end, linesBefore });
  }
  return slices;
}
