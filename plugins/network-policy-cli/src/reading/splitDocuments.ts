/** A document of a file, not yet read. */
export interface DocumentText {
  /** Counts from 1. */
  number: number;
  /** The line of the file on which the text starts, from 1. */
  firstLine: number;
  text: string;
}

// At the start of a line these are never part of a value, not even within a text of several lines.
const yamlSeparator = /^---(?=\s|$)/gm;
// Programs that print one object after the other put nothing between them, or empty lines. Within a value there is
// always a comma or a colon, except in a text, which is taken whole.
const adjacent = /[}\]]\s*[{[]/;
const textOrSeparator = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<=[}\]]\s*)(?=[{[])/gs;

/** From where to where a separator goes; where it is nothing, both are the same. */
type Separator = readonly [start: number, end: number];

function* yamlSeparators(text: string): Generator<Separator> {
  for (const { index, 0: found } of text.matchAll(yamlSeparator)) {
    yield [index, index + found.length];
  }
}

function* jsonSeparators(text: string): Generator<Separator> {
  if (!adjacent.test(text)) {
    return;
  }
  for (const { index, 0: found } of text.matchAll(textOrSeparator)) {
    if (found === '') {
      yield [index, index];
    }
  }
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines++;
  }
  return lines;
}

function split(text: string, separators: Iterable<Separator>): DocumentText[] {
  const documents: DocumentText[] = [];
  let line = 1;
  let start = 0;
  const take = (end: number, next: number) => {
    const part = text.slice(start, end);
    // What stands before the first separator is a document only when there is something in it.
    if (documents.length > 0 || !isBlank(part)) {
      documents.push({
        number: documents.length + 1,
        firstLine: line,
        text: part,
      });
    }
    line += linesIn(part);
    start = next;
  };
  for (const [end, next] of separators) {
    take(end, next);
  }
  take(text.length, text.length);
  return documents;
}

/** Whether a document of YAML holds nothing but comments, directives and empty lines. */
export function isBlank(text: string): boolean {
  return !/^[ \t]*(?!\.\.\.\s*$)[^\s#%]/m.test(text);
}

/** Whether a text is JSON, or YAML that is written like it; a line of JSON never starts with dashes. */
export function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text) && !/^---(?=\s|$)/m.test(text);
}

/**
 * The documents of a text. Those that are blank count, but for one before the first separator. Where the text is JSON,
 * an object may follow the other.
 */
export function splitDocuments(text: string): DocumentText[] {
  return split(
    text,
    isJson(text) ? jsonSeparators(text) : yamlSeparators(text),
  );
}
