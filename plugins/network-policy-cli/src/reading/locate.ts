import { isMap, isScalar, isSeq, Node, Pair } from 'yaml';
import { parseYamlDocument } from './parseText';

/** The lines that a field takes, both included; they count from 0 within the text. */
export interface Lines {
  first: number;
  last: number;
}

interface Step {
  node: Node;
  rest: string;
  /** Where the key stands that led here; it begins the field. */
  keyStart?: number;
}

// A key may hold dots and slashes itself, so the longest one that fits is meant.
function longestKey(pairs: readonly Pair[], path: string): Pair | undefined {
  const keyOf = ({ key }: Pair) => (isScalar(key) ? String(key.value) : '');
  return pairs
    .filter(pair => {
      const key = keyOf(pair);
      return (
        key !== '' &&
        path.startsWith(key) &&
        ['', '.', '['].includes(path.charAt(key.length))
      );
    })
    .sort((one, other) => keyOf(other).length - keyOf(one).length)[0];
}

function step({ node, rest }: Step): Step | undefined {
  if (isSeq<Node>(node)) {
    const [whole, index] = /^\[(\d+)\]\.?/.exec(rest) ?? [];
    const item = index === undefined ? undefined : node.items[Number(index)];
    return item && whole !== undefined
      ? { node: item, rest: rest.slice(whole.length) }
      : undefined;
  }
  if (isMap<Node, Node>(node)) {
    const pair = longestKey(node.items, rest);
    const { key, value } = pair ?? {};
    if (!isScalar(key)) {
      return undefined;
    }
    const length = String(key.value).length;
    return {
      node: (value as Node | null) ?? key,
      rest: rest.slice(length).replace(/^\./, ''),
      keyStart: key.range?.[0],
    };
  }
  return undefined;
}

/**
 * Where a field stands in a text of YAML or JSON.
 *
 * @param path - like `spec.ingress[0].from[1]`; where it leads nowhere, the nearest part above it that exists is found
 */
export function locate(text: string, path: string): Lines | undefined {
  const root = parseYamlDocument(text).contents;
  if (!root) {
    return undefined;
  }
  let found: Step = { node: root, rest: path };
  for (
    let next: Step | undefined = found;
    next;
    next = found.rest ? step(found) : undefined
  ) {
    found = next;
  }
  const [start, end] = found.node.range ?? [0, 0];
  return linesOf(text, found.keyStart ?? start, end);
}

// The parser counts the comments after a value to it, though they mostly belong to what follows.
const commentsAfter = /(?:\r?\n[ \t]*(?:#[^\n]*)?)+$/;

function linesOf(text: string, start: number, end: number): Lines {
  const lineAt = (offset: number) =>
    text.slice(0, offset).split('\n').length - 1;
  const part = text.slice(start, end).trimEnd().replace(commentsAfter, '');
  const first = lineAt(start);
  return { first, last: first + part.split('\n').length - 1 };
}
