/** A part of a text, and how many lines come before it. */
export interface Slice {
  text: string;
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
    if (depth < 0 || (depth === 0 && /[,\]}]/.test(text[at + 1] ?? ','))) {
      return depth < 0 ? at : at + 1;
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

function startOfItems(text: string): number | undefined {
  let at = skipSpace(text, 0);
  if (text[at] === '[') {
    return at;
  }
  at = skipSpace(text, at + 1);
  while (text[at] === '"') {
    const afterKey = afterString(text, at);
    const value = skipSpace(text, afterKey);
    if (text.slice(at, afterKey) === '"items"') {
      return text[value] === '[' ? value : undefined;
    }
    at = skipSpace(text, afterValue(text, value));
  }
  return undefined;
}

const linesIn = (text: string) => text.split('\n').length - 1;

function sliceJson(text: string, index: number): Slice | undefined {
  const items = startOfItems(text);
  if (items === undefined) {
    return undefined;
  }
  let at = skipSpace(text, items + 1);
  for (let passed = 0; passed < index; passed++) {
    at = skipSpace(text, afterValue(text, at));
  }
  return {
    text: text.slice(at, afterValue(text, at)),
    linesBefore: linesIn(text.slice(0, at)),
  };
}

// What belongs to an item is indented further than its dash, so dashes at that column are the items.
function sliceYaml(text: string, index: number): Slice | undefined {
  const [, before, indent] =
    /^([^]*?^items:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*)( *)-[ \t]/m.exec(
      text,
    ) ?? [];
  if (before === undefined || indent === undefined) {
    return undefined;
  }
  const rest = text.slice(before.length);
  const ends = [
    ...rest.matchAll(new RegExp(`^ {0,${indent.length}}[^\\s#]`, 'gm')),
  ];
  const start = ends[index];
  const isItem = start?.[0] === `${indent}-`;
  if (!start || !isItem) {
    return undefined;
  }
  // The dash becomes a space, so that columns stay and the item stands alone.
  const item = rest.slice(start.index, ends[index + 1]?.index);
  return {
    text: item.replace('-', ' '),
    linesBefore: linesIn(before) + linesIn(rest.slice(0, start.index)),
  };
}

/**
 * One item of the list that a document is, so that its lines can be found without those of the others: a dump of a
 * cluster is a document of many megabytes.
 *
 * @returns undefined where the list is not written as lists usually are
 */
export function sliceItem(text: string, index: number): Slice | undefined {
  return /^\s*[{[]/.test(text)
    ? sliceJson(text, index)
    : sliceYaml(text, index);
}
