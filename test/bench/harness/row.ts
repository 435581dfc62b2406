import { Benchmark, Measured, Unit } from './benchmark';
import { median, quantile } from './statistics';

/** A figure beside its limit. */
export interface Row {
  name: string;
  /** The median of all runs; null when measuring failed. */
  value: number | null;
  unit: Unit;
  limit: number;
  holds: boolean;
}

/** A row with what a person may want to know besides. */
export interface DetailedRow extends Row {
  details: string;
}

/** A number with as many digits as say something. */
export function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : `${Number(value.toPrecision(3))}`;
}

function alsoOf(measured: readonly Measured[]): string[] {
  const names = new Set(measured.flatMap(({ also = {} }) => Object.keys(also)));
  return [...names].map(name => {
    const values = measured
      .map(({ also }) => also?.[name])
      .filter(value => value !== undefined);
    return `${name} ${figure(median(values))}`;
  });
}

/** Sums up what the processes of a benchmark measured. */
export function rowOf(
  { name, unit, limit }: Benchmark,
  measured: readonly Measured[],
): DetailedRow {
  const samples = measured.flatMap(one => one.samples);
  if (samples.length === 0) {
    return failedRow({ name, unit, limit }, 'nothing was measured');
  }
  const value = median(samples);
  const details = [
    `${figure(Math.min(...samples))}–${figure(Math.max(...samples))}`,
    `${samples.length} runs`,
    ...(samples.length >= 100
      ? [`p99 ${figure(quantile(samples, 0.99))}`]
      : []),
    ...alsoOf(measured),
  ];
  return {
    name,
    value: Number(value.toPrecision(4)),
    unit,
    limit,
    holds: value <= limit,
    details: details.join(', '),
  };
}

/** The row of a benchmark that could not be measured. */
export function failedRow(
  { name, unit, limit }: Pick<Benchmark, 'name' | 'unit' | 'limit'>,
  reason: string,
): DetailedRow {
  return { name, value: null, unit, limit, holds: false, details: reason };
}

/** The rows as other programs read them. */
export function jsonOf(rows: readonly Row[]): string {
  const plain = rows.map(
    ({ name, value, unit, limit, holds }): Row => ({
      name,
      value,
      unit,
      limit,
      holds,
    }),
  );
  return `${JSON.stringify(plain, null, 2)}\n`;
}
