import { writeSync } from 'node:fs';

/** What a replica does, as it tells on its standard output. */
export type Report =
  | { report: 'ready'; pid: number }
  | { report: 'probe-begun'; runId: string; namespace: string }
  | { report: 'probe-made'; runId: string; namespace: string }
  | { report: 'swept'; runId: string }
  | { report: 'task-begun' | 'task-done'; task: string; at: number };

const mark = 'report ';

/** Tells something. It is written when this returns, however the process ends. */
export function tell(report: Report): void {
  writeSync(1, `${mark}${JSON.stringify(report)}\n`);
}

/** The report in a line of output, if it is one. */
export function parseReport(line: string): Report | undefined {
  return line.startsWith(mark)
    ? (JSON.parse(line.slice(mark.length)) as Report)
    : undefined;
}
