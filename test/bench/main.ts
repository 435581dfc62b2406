import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleBenchmarks, root } from './harness/bundle';
import { measureInFreshProcess } from './harness/freshProcess';
import { allBenchmarks, RegisteredBenchmark } from './harness/registry';
import { DetailedRow, failedRow, jsonOf, rowOf } from './harness/row';
import { tableOf } from './harness/table';

const usage = 'Usage: bench [--only PATTERN] [--json FILE]';

function readArguments() {
  try {
    return parseArgs({
      options: { json: { type: 'string' }, only: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : error}\n${usage}`,
    );
  }
}

async function measure(
  { file, benchmark }: RegisteredBenchmark,
  folder: string,
): Promise<DetailedRow> {
  const measured = [];
  try {
    for (let process = 0; process < benchmark.processes; process += 1) {
      measured.push(await measureInFreshProcess(folder, file, benchmark.name));
    }
    return rowOf(benchmark, measured);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failedRow(benchmark, reason);
  }
}

/** Prints the table; whether every figure is within its limit. */
async function main(): Promise<boolean> {
  const { only, json } = readArguments();
  const wanted = new RegExp(only ?? '', 'i');
  const chosen = (await allBenchmarks()).filter(({ benchmark }) =>
    wanted.test(benchmark.name),
  );
  if (chosen.length === 0) {
    throw new Error(`No benchmark's name matches ${only}`);
  }
  const folder = join(root, '.state', 'bench');
  const files = new Set(chosen.map(({ file }) => file));
  await bundleBenchmarks([...files], folder);
  const table = tableOf(chosen.map(({ benchmark }) => benchmark.name));
  process.stdout.write(`${table.header}\n`);
  const rows: DetailedRow[] = [];
  for (const benchmark of chosen) {
    const row = await measure(benchmark, folder);
    rows.push(row);
    process.stdout.write(`${table.line(row)}\n`);
  }
  if (json) {
    // npm runs scripts in the root of the repository, wherever it was called.
    const from = process.env.INIT_CWD ?? process.cwd();
    await writeFile(resolve(from, json), jsonOf(rows));
  }
  return rows.every(({ holds }) => holds);
}

main().then(
  holds => {
    process.exitCode = holds ? 0 : 1;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
