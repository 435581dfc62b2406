import { DetailedRow, figure } from './row';

const valueWidth = 12;
const limitWidth = 12;

/** Prints rows one by one in columns as wide as the longest of these names. */
export function tableOf(names: readonly string[]): {
  header: string;
  line: (row: DetailedRow) => string;
} {
  const nameWidth = Math.max(0, ...names.map(name => name.length));
  const columns = (name: string, value: string, limit: string) =>
    `${name.padEnd(nameWidth)}${value.padStart(valueWidth)}${limit.padStart(
      limitWidth,
    )}`;
  return {
    header: `${columns(
      '',
      'measured',
      'at most',
    )}     median of the runs; least–most`,
    line: ({ name, value, unit, limit, holds, details }) => {
      const measured = value === null ? '–' : `${figure(value)} ${unit}`;
      return `${columns(name, measured, `${limit} ${unit}`)}  ${
        holds ? '✓' : '✗'
      }  ${details}`;
    },
  };
}
