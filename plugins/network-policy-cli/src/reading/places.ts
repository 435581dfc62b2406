import { locate } from './locate';
import { sliceItem } from './sliceItem';
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
  text: string;
  /** The line of the file on which the text starts, from 1. */
  firstLine: number;
  /** Where the object is within the text. */
  path: string;
}

function partOf({ text, firstLine }: DocumentText, path: string): Part {
  const [whole, index] = /^(?:items)?\[(\d+)\]/.exec(path) ?? [];
  const slice =
    whole === undefined ? undefined : sliceItem(text, Number(index));
  return slice && whole !== undefined
    ? {
        text: slice.text,
        firstLine: firstLine + slice.linesBefore,
        path: path.slice(whole.length).replace(/^\./, ''),
      }
    : { text, firstLine, path };
}

/**
 * Makes the function that finds lines. Files are read again for it, only when somebody wants to see a line: to keep
 * the lines of every object would take more memory than the objects.
 *
 * @param readText - gives the text of a file
 */
export function placesIn(readText: (file: string) => string): FindPlace {
  // Problems and reasons come file by file.
  let last: { file: string; documents: readonly DocumentText[] } | undefined;
  const documentsOf = (file: string) => {
    if (last?.file !== file) {
      last = { file, documents: splitDocuments(readText(file)) };
    }
    return last.documents;
  };
  return (origin, path) => {
    const { file, document } = origin;
    const found = documentsOf(file)[document - 1];
    if (!found) {
      return undefined;
    }
    const part = partOf(found, origin.path);
    const separator = part.path && path && !path.startsWith('[') ? '.' : '';
    const lines = locate(part.text, `${part.path}${separator}${path}`);
    return (
      lines && {
        file,
        document,
        line: part.firstLine + lines.first,
        endLine: part.firstLine + lines.last,
        text: part.text.split('\n').slice(lines.first, lines.last + 1),
      }
    );
  };
}
