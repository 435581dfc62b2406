import { printable } from './printable';
import { Table, textOf } from './table';

// What would end a cell, become a link or an image, or call somebody in a comment of a pull request.
function escape(text: string): string {
  return printable(text)
    .replace(/[\\|`*_[\]<>~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/@/g, '@\u200b');
}

/** A table of Markdown, as GitHub and GitLab show it. */
export function* formatMarkdown({ columns, rows }: Table): Generator<string> {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  yield line(columns);
  yield line(columns.map(() => '---'));
  for (const row of rows) {
    yield line(row.map(cell => escape(textOf(cell))));
  }
}
