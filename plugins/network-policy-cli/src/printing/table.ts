import { printable } from './printable';
import { Many } from './many';
import { Meaning, Paint } from './style';

/** A cell: its text, or its text with the meaning that colours it. Without text it is empty. */
export type Cell = string | undefined | { text: string; meaning: Meaning };

/** Rows under titles, as every format that is read by rows needs them. */
export interface Table {
  /** In small letters, like `review by`. */
  columns: readonly string[];
  rows: Many<readonly Cell[]>;
}

/** A table with the answer that it stands for. */
export interface TableReport {
  /** For spreadsheets and comments of pull requests, and for people unless there is `text`. */
  table: Table;
  /** The answer in a sentence, for the formats that are nothing but a table otherwise: CSV and Markdown. */
  headline?: string;
  /** What is left open, one sentence each: in every format but those for programs, whose data say it themselves. */
  partial?: readonly string[];
}

/** The text of a cell. */
export function textOf(cell: Cell): string {
  return typeof cell === 'object' ? cell.text : cell ?? '';
}

/** A text in the colour of its cell. */
export function paintCell(cell: Cell, text: string, paint: Paint): string {
  return typeof cell === 'object' ? paint(text, cell.meaning) : text;
}

/** A table as kubectl prints it: titles in capitals, columns three spaces apart, no lines; nothing without rows. */
export function* formatTable(
  { columns, rows: many }: Table,
  paint: Paint,
): Generator<string> {
  const rows = [...many];
  if (rows.length === 0) {
    return;
  }
  const titles = columns.map(title => title.toUpperCase().replace(/ /g, '-'));
  const widths = titles.map(title => title.length);
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index], shown(cell).length);
    });
  }
  const last = columns.length - 1;
  const gap = (text: string, index: number) =>
    index === last ? '' : ' '.repeat(widths[index] - text.length + 3);
  yield titles
    .map((title, index) => title + gap(title, index))
    .join('')
    .trimEnd();
  for (const row of rows) {
    yield row
      .map((cell, index) => {
        const text = shown(cell);
        return paintCell(cell, text, paint) + gap(text, index);
      })
      .join('')
      .trimEnd();
  }
}

// kubectl marks what is empty, so that columns stay apart when they are split at spaces.
function shown(cell: Cell): string {
  return printable(textOf(cell)) || '<none>';
}
