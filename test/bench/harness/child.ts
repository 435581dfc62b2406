import { benchmarksOf } from './registry';

/** What a measuring process says to the one that started it. */
export type ChildMessage =
  | { samples: readonly number[]; also?: Readonly<Record<string, number>> }
  | { error: string };

function say(message: ChildMessage): void {
  // Without a parent there is nobody to say it to.
  if (process.send) {
    process.send(message, () => process.disconnect?.());
  }
}

async function main([file, name]: readonly string[]): Promise<void> {
  const benchmark = benchmarksOf(await import(file)).find(
    one => one.name === name,
  );
  if (!benchmark) {
    throw new Error(`${file} has no benchmark "${name}"`);
  }
  say(await benchmark.measure());
}

// Nobody waits for the figures of a process whose parent is gone.
process.on('disconnect', () => process.exit());
main(process.argv.slice(2)).catch(error =>
  say({ error: error instanceof Error ? String(error.stack) : String(error) }),
);
