import { itemsOfText, Slice } from './itemsOfText';
import { LocatedText } from './locate';
import { DocumentText, splitDocuments } from './splitDocuments';

/** Where an object was found. */
export interface Origin {
  file: string;
  /** Number of the document in its file, from 1. */
  document: number;
  /** Where in the document: `items[3]`, or nothing where the document is the object. */
  path: string;
}

/** Lines of a file, counted from 1, both included, with their text. */
export interface Place {
  file: string;
  document: number;
  line: number;
  endLine: number;
  text: readonly string[];
}

/** Finds the lines of a field of an object. */
export type FindPlace = (origin: Origin, path: string) => Place | undefined;

interface Part {
  /** Equal for equal parts of one file. */
  key: string;
  text: string;
  /** The line of the file on which the text starts, from 1. */
  firstLine: number;
  /** Where the object is within the text. */
  path: string;
}

/** Remembers what was made of the last key: problems and reasons come file by file. */
function rememberLast<T>(): (key: string, make: () => T) => T {
  let last: { key: string; value: T } | undefined;
  return (key, make) => {
    if (last?.key !== key) {
      last = { key, value: make() };
    }
    return last.value;
  };
}

/**
 * Makes the function that finds lines. Files are read again for it, only when somebody wants to see a line: to keep
 * the lines of every object would take more memory than the objects.
 *
 * @param readText - gives the text of a file
 * @param parse - makes a text ready to be searched, which is slow
 */
export function placesIn(
  readText: (file: string) => string,
  parse = (text: string) => new LocatedText(text),
): FindPlace {
  const documents = rememberLast<readonly DocumentText[]>();
  const items = rememberLast<readonly Slice[]>();
  const located = rememberLast<LocatedText>();

  const partOf = (
    { file, document, path }: Origin,
    { text, firstLine }: DocumentText,
  ): Part => {
    const [whole, list, index] = /^(\w*)\[(\d+)\]\.?/.exec(path) ?? [];
    const key = `${file} ${document}`;
    if (whole === undefined) {
      return { key, text, firstLine, path };
    }
    const slices = items(`${file} ${document} ${list}`, () =>
      itemsOfText(text, list),
    );
    const slice = slices[Number(index)];
    // The dash of an item of YAML becomes a space, so that the item stands alone and columns stay.
    return slice
      ? {
          key: `${key} ${whole}`,
          text: text.slice(slice.start, slice.end).replace(/^( *)-/, '$1 '),
          firstLine: firstLine + slice.linesBefore,
          path: path.slice(whole.length),
        }
      : { key, text, firstLine, path };
  };

  return (origin, path) => {
    const { file, document } = origin;
    const found = documents(file, () => splitDocuments(readText(file)))[
      document - 1
    ];
    if (!found) {
      return undefined;
    }
    const part = partOf(origin, found);
    const separator = part.path && path && !path.startsWith('[') ? '.' : '';
    const whole = located(part.key, () => parse(part.text));
    const lines = whole.locate(`${part.path}${separator}${path}`);
    return (
      lines && {
        file,
        document,
        line: part.firstLine + lines.first,
        endLine: part.firstLine + lines.last,
        text: whole.linesFrom(lines),
      }
    );
  };
}
