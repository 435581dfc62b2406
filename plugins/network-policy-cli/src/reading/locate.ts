import { isMap, isScalar, isSeq, Node, Pair } from 'yaml';
import { parseYamlDocument } from './yamlDocument';

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

// The parser counts the comments after a value to it, though they mostly belong to what follows.
const commentsAfter = /(?:\r?\n[ \t]*(?:#[^\n]*)?)+$/;

/** A text of YAML or JSON in which fields are found; it is parsed once, and its lines are counted once. */
export class LocatedText {
  private readonly root: Node | null;
  /** Where each line starts. */
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    this.root = parseYamlDocument(text).contents;
    const starts = [0];
    for (
      let at = text.indexOf('\n');
      at >= 0;
      at = text.indexOf('\n', at + 1)
    ) {
      starts.push(at + 1);
    }
    this.starts = starts;
  }

  /**
   * Where a field stands.
   *
   * @param path - like `spec.ingress[0].from[1]`; where it leads nowhere, the nearest part above it that exists is found
   */
  locate(path: string): Lines | undefined {
    if (!this.root) {
      return undefined;
    }
    let found: Step = { node: this.root, rest: path };
    for (
      let next: Step | undefined = found;
      next;
      next = found.rest ? step(found) : undefined
    ) {
      found = next;
    }
    const [start, end] = found.node.range ?? [0, 0];
    return this.linesOf(found.keyStart ?? start, end);
  }

  /** The text of some lines, both included. */
  linesFrom({ first, last }: Lines): string[] {
    const { text, starts } = this;
    const end = starts[last + 1];
    return text
      .slice(starts[first], end === undefined ? text.length : end - 1)
      .split('\n');
  }

  private linesOf(start: number, end: number): Lines {
    const part = this.text
      .slice(start, end)
      .trimEnd()
      .replace(commentsAfter, '');
    const first = this.lineAt(start);
    return { first, last: first + part.split('\n').length - 1 };
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
