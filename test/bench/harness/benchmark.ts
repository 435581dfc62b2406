/** The unit of a figure; `×` is a ratio to something that was measured in the same run. */
export type Unit = 'ms' | 'kB' | 'MB' | '×';

/** What one process measured. */
export interface Measured {
  /** Each is one run, in the unit of the benchmark. */
  samples: readonly number[];
  /** Figures that have no limit but help to understand, in the same unit. */
  also?: Readonly<Record<string, number>>;
}

/** One row of the table. */
export interface Benchmark {
  name: string;
  unit: Unit;
  /** The most that the median of all samples may be. */
  limit: number;
  /** How many fresh processes measure, one after the other. */
  processes: number;
  /** Runs in a process in which no other benchmark has run; it was started with `--expose-gc`. */
  measure: () => Measured | Promise<Measured>;
}
