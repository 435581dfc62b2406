import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Benchmark } from './benchmark';

const folder = join(__dirname, '..', 'benchmarks');

/** A benchmark with the file in `benchmarks/`, without its ending, that holds it. */
export interface RegisteredBenchmark {
  file: string;
  benchmark: Benchmark;
}

/** The benchmarks that a file of `benchmarks/` exports by this name. */
export function benchmarksOf(module: unknown): readonly Benchmark[] {
  const { benchmarks } = module as { benchmarks?: readonly Benchmark[] };
  if (!Array.isArray(benchmarks)) {
    throw new Error('A file in benchmarks/ must export `benchmarks`');
  }
  return benchmarks;
}

/** The benchmarks of every file in `benchmarks/`, in the order of the files' names. */
export async function allBenchmarks(): Promise<RegisteredBenchmark[]> {
  const files = (await readdir(folder))
    .filter(file => file.endsWith('.ts'))
    .map(file => file.slice(0, -'.ts'.length))
    .sort();
  const found = await Promise.all(
    files.map(async file =>
      benchmarksOf(await import(join(folder, file))).map(benchmark => ({
        file,
        benchmark,
      })),
    ),
  );
  return found.flat();
}
