import { formatCsv } from './csv';
import { formatJson } from './json';
import { formatMarkdown } from './markdown';
import { printable } from './printable';
import { Paint } from './style';
import { formatTable, TableReport } from './table';
import { formatYaml } from './yaml';

/** A form that every report can take. */
export type Format = 'table' | 'json' | 'yaml' | 'csv' | 'markdown';

/** What a command found, in every form that it can be printed in. */
export interface Report extends TableReport {
  /** For programs: JSON and YAML. A field may be a list that is made while it is printed. */
  data: Readonly<Record<string, unknown>>;
  /** Said to people above the table, a line each. */
  above?: readonly string[];
  /** Said to people below the table, a line each. */
  below?: readonly string[];
  /** Instead of the table, for people. */
  text?: (paint: Paint) => Iterable<string>;
}

function* formatText(report: Report, paint: Paint): Generator<string> {
  if (report.text) {
    yield* report.text(paint);
    return;
  }
  yield* report.above ?? [];
  yield* formatTable(report.table, paint);
  yield* report.below ?? [];
  for (const sentence of report.partial ?? []) {
    yield `${paint('Partial:', 'warning')} ${printable(sentence)}`;
  }
}

/** The lines of a report in one form. */
export function formatReport(
  report: Report,
  format: Format,
  paint: Paint,
): Iterable<string> {
  switch (format) {
    case 'json':
      return formatJson(report.data);
    case 'yaml':
      return formatYaml(report.data);
    case 'csv':
      return formatCsv(report);
    case 'markdown':
      return formatMarkdown(report);
    default:
      return formatText(report, paint);
  }
}
