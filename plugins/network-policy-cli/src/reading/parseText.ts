import { jsonPieces } from 'backstage-plugin-network-policy-common';
import { CORE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import {
  describeObjectAt,
  DuplicateKey,
  duplicateKeyOfJson,
  keyAt,
} from './duplicateKeys';
import {
  booleanPattern,
  booleanTag,
  parseYamlDocument,
  truePattern,
} from './yamlDocument';

/** What a text holds, or why it cannot be read; lines count from 0 within the text. */
export type ParsedText =
  | { ok: true; value: unknown }
  | {
      ok: false;
      line?: number;
      /** The object that it is in, where that is known. */
      object?: string;
      message: string;
    };

const schema = CORE_SCHEMA.extend({
  implicit: [
    new Type(booleanTag, {
      kind: 'scalar',
      resolve: (text: string | null) =>
        text !== null && booleanPattern.test(text),
      construct: (text: string) => truePattern.test(text),
    }),
    new Type('tag:yaml.org,2002:merge', {
      kind: 'scalar',
      resolve: (text: string | null) => text === '<<',
    }),
  ],
});

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}

const mostAliases = 1000;

// Ten aliases of ten aliases of ten … are a small text and an endless object; this library counts them.
function parseWithAliases(text: string): ParsedText {
  const document = parseYamlDocument(text);
  const [error] = document.errors;
  if (error?.code === 'DUPLICATE_KEY') {
    const [offset] = error.pos;
    return describeDuplicate(text, { key: keyAt(text, offset), offset });
  }
  if (error) {
    return {
      ok: false,
      line: lineAt(text, error.pos[0]),
      message: `it is not valid YAML: ${error.message}`,
    };
  }
  return { ok: true, value: document.toJS({ maxAliasCount: mostAliases }) };
}

function namesAfter(sign: RegExp, text: string): Set<string> {
  return new Set([...text.matchAll(sign)].map(([, name]) => name));
}

// A name may hold the sign itself, so each sign may begin one; where the beginnings differ, the names do. Commands of a
// shell have the signs, too, but hardly the same names.
function hasAliases(text: string): boolean {
  if (!text.includes('&') || !text.includes('*')) {
    return false;
  }
  const anchors = namesAfter(/&(?=([^\s,[\]{}]{1,50}))/g, text);
  const aliases = namesAfter(/\*(?=([^\s,[\]{}]{1,50}))/g, text);
  return [...aliases].some(name => anchors.has(name));
}

// Of a key that is given twice only the author knows which one is meant. The API server refuses it.
function describeDuplicate(
  text: string,
  { key, offset }: DuplicateKey,
): ParsedText {
  const object = describeObjectAt(text, offset);
  return {
    ok: false,
    line: lineAt(text, offset),
    ...(object && { object }),
    message: `the key "${key}" is given twice`,
  };
}

function describeYamlError(text: string, error: unknown): ParsedText {
  if (
    error instanceof YAMLException &&
    error.reason === 'duplicated mapping key'
  ) {
    const offset = error.mark.position;
    return describeDuplicate(text, { key: keyAt(text, offset), offset });
  }
  if (error instanceof YAMLException) {
    return {
      ok: false,
      line: error.mark?.line,
      message: `it is not valid YAML: ${error.reason}`,
    };
  }
  if (error instanceof RangeError) {
    return { ok: false, message: 'it is nested too deeply to be read' };
  }
  return {
    ok: false,
    message: `it is not valid YAML: ${
      error instanceof Error ? error.message : String(error)
    }`,
  };
}

/** Reads one document of YAML as Kubernetes does. Keys must be unique. */
export function parseYaml(text: string): ParsedText {
  try {
    // js-yaml is an order of magnitude faster than yaml, which knows lines and counts aliases.
    return hasAliases(text)
      ? parseWithAliases(text)
      : { ok: true, value: load(text, { schema }) };
  } catch (error) {
    return describeYamlError(text, error);
  }
}

// The engine's message quotes the text and gives a position only sometimes; YAML is nearly JSON, and its parser does.
function describeJsonError(text: string, error: unknown): ParsedText {
  const [message] = String(
    error instanceof Error ? error.message : error,
  ).split(/,? (?:\.\.\.)?"|(?: in JSON)? at position/);
  const [found] = parseYamlDocument(text).errors;
  return {
    ok: false,
    ...(found && { line: lineAt(text, found.pos[0]) }),
    message: `it is not valid JSON: ${message}`,
  };
}

/** No person writes as much: it is a dump, and most of it says nothing that verdicts depend on. */
const longText = 2 ** 20;

/** What is read of a dump. Nothing, if it is not written as dumps are. */
function parseDump(text: string): { value: unknown } | undefined {
  let value: unknown;
  const items: unknown[] = [];
  try {
    for (const piece of jsonPieces(text)) {
      value = piece;
      if (isListOfItems(piece)) {
        // As arguments there would be too many.
        piece.items.forEach(item => items.push(item));
      }
    }
  } catch {
    return undefined;
  }
  return { value: isListOfItems(value) ? { ...value, items } : value };
}

function isListOfItems(piece: unknown): piece is { items: unknown[] } {
  return (
    typeof piece === 'object' &&
    piece !== null &&
    'items' in piece &&
    Array.isArray(piece.items)
  );
}

/**
 * Reads one value of JSON; of YAML that is written like it, too, as Kubernetes does. Of a long one it reads no more than
 * what verdicts depend on.
 */
export function parseJson(text: string): ParsedText {
  const dump = text.length >= longText ? parseDump(text) : undefined;
  if (dump) {
    return { ok: true, ...dump };
  }
  try {
    const value: unknown = JSON.parse(text);
    const duplicate = duplicateKeyOfJson(text);
    return duplicate ? describeDuplicate(text, duplicate) : { ok: true, value };
  } catch (error) {
    const asYaml = parseYaml(text);
    return asYaml.ok ? asYaml : describeJsonError(text, error);
  }
}
