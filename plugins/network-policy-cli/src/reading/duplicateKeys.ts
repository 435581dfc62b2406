import { isMap, isSeq, YAMLMap } from 'yaml';
import { parseYamlDocument } from './yamlDocument';

/** A key of an object that is given twice, and where the second one starts. */
export interface DuplicateKey {
  key: string;
  offset: number;
}

const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs;

/** The first key that an object of JSON has twice; the text is known to be valid. */
export function duplicateKeyOfJson(text: string): DuplicateKey | undefined {
  const open: Set<string>[] = [];
  for (const { 0: found, 1: colon, index } of text.matchAll(token)) {
    if (found === '{' || found === '[') {
      open.push(new Set());
    } else if (found === '}' || found === ']') {
      open.pop();
    } else if (colon !== undefined) {
      const key: string = JSON.parse(found.slice(0, -colon.length));
      const keys = open.at(-1);
      if (keys?.has(key)) {
        return { key, offset: index };
      }
      keys?.add(key);
    }
  }
  return undefined;
}

/** The key that starts at a place of a text of YAML. */
export function keyAt(text: string, offset: number): string {
  const [, quoted, plain = ''] =
    /^(?:["']([^"'\n]*)["']|([^\n]*?))\s*(?::|$)/m.exec(text.slice(offset)) ??
    [];
  return quoted ?? plain;
}

function holding(map: YAMLMap, offset: number): YAMLMap {
  const items = map.get('items');
  const item = isSeq(items)
    ? items.items.find(
        one =>
          isMap(one) &&
          one.range &&
          one.range[0] <= offset &&
          offset < one.range[2],
      )
    : undefined;
  return isMap(item) ? item : map;
}

/** The object of a document that holds a place, as far as it says what it is: `NetworkPolicy default/web`. */
export function describeObjectAt(
  text: string,
  offset: number,
): string | undefined {
  const { contents } = parseYamlDocument(text);
  if (!isMap(contents)) {
    return undefined;
  }
  const object = holding(contents, offset);
  const kind = object.get('kind');
  const name = object.getIn(['metadata', 'name']);
  const namespace = object.getIn(['metadata', 'namespace']);
  if (typeof kind !== 'string') {
    return undefined;
  }
  const named = [namespace, name].filter(part => typeof part === 'string');
  return named.length > 0 ? `${kind} ${named.join('/')}` : kind;
}
