import { TableReport, textOf } from './table';

// A spreadsheet takes these for the start of a formula, which may send the sheet's cells elsewhere.
const formula = /^[=+\-@\t\r]/;

function quote(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A table as comma-separated values, the titles first. What is said of it comes last, in records that begin with `#`. */
export function* formatCsv({
  table: { columns, rows },
  headline,
  partial = [],
}: Pick<TableReport, 'table' | 'headline' | 'partial'>): Generator<string> {
  yield columns.map(quote).join(',');
  for (const row of rows) {
    yield row.map(cell => quote(textOf(cell))).join(',');
  }
  if (headline !== undefined) {
    yield quote(`# ${headline}`);
  }
  for (const sentence of partial) {
    yield quote(`# Partial: ${sentence}`);
  }
}
