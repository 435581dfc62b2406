import { printable } from './printable';
import { TableReport, textOf } from './table';

// What would end a cell, become a link or an image, or call somebody in a comment of a pull request.
function escape(text: string): string {
  return printable(text)
    .replace(/[\\|`*_[\]<>~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/@/g, '@\u200b');
}

/** A table of Markdown, as GitHub and GitLab show it, with what is said of it above and below. */
export function* formatMarkdown({
  table: { columns, rows },
  headline,
  partial = [],
}: Pick<TableReport, 'table' | 'headline' | 'partial'>): Generator<string> {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  if (headline !== undefined) {
    yield escape(headline);
    yield '';
  }
  yield line(columns);
  yield line(columns.map(() => '---'));
  for (const row of rows) {
    yield line(row.map(cell => escape(textOf(cell))));
  }
  if (partial.length > 0) {
    yield '';
    yield* partial.map(sentence => `- **Partial:** ${escape(sentence)}`);
  }
}
