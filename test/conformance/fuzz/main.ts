// Compares the engine with the naive evaluator on random clusters, on every core: yarn fuzz --cases 1000000 [--seed N]
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { Mix } from './agreement';
import { BatchReport, runBatch } from './batches';
import {
  describeEnd,
  describeFailure,
  describeMix,
  describeProgress,
} from './report';

const casesOfBatch = 500;

/** What a worker is asked to do. */
interface Batch {
  seed: number;
  cases: number;
}

const say = (line: string) => process.stdout.write(`fuzz: ${line}\n`);

function readNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) {
    process.stderr.write(`--${name} must be a whole number, not ${text}.\n`);
    process.exit(2);
  }
  return number;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string', default: `${Date.now() % 2 ** 30}` },
    },
  });
  return {
    cases: readNumber('cases', values.cases),
    seed: readNumber('seed', values.seed),
  };
}

/** The batches of a run. Each has a seed of its own, so that their order among the workers does not matter. */
function* batchesOf(cases: number, seed: number): Generator<Batch> {
  for (let start = 0; start < cases; start += casesOfBatch) {
    yield {
      seed: seed + start / casesOfBatch,
      cases: Math.min(casesOfBatch, cases - start),
    };
  }
}

function run({ cases, seed }: { cases: number; seed: number }): void {
  const mix: Mix = { allowed: 0, denied: 0, open: 0 };
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const batches = batchesOf(cases, seed);
  let done = 0;
  say(`${cases} cases, seed ${seed}`);
  say(
    'a case is one random cluster: every pair of its ends on one port, and one pair on all ports',
  );
  const progress = setInterval(
    () => done > 0 && say(describeProgress(done, cases, seconds())),
    10_000,
  );

  function collect({ cases: more, mix: mixed, failure }: BatchReport): void {
    if (failure) {
      say('the engine and the naive evaluator differ on these manifests:');
      process.stdout.write(`${describeFailure(failure)}\n`);
      say(
        `found after ${Math.round(seconds())} s; again: yarn fuzz --seed ${
          failure.seed
        } --cases ${more}`,
      );
      process.exit(1);
    }
    done += more;
    mix.allowed += mixed.allowed;
    mix.denied += mixed.denied;
    mix.open += mixed.open;
    if (done < cases) return;
    clearInterval(progress);
    say(describeMix(mix));
    say(describeEnd(cases, seed, seconds()));
  }

  for (let index = 0; index < availableParallelism(); index += 1) {
    // Not every version of Node.js hands the loader of TypeScript on to a worker.
    const worker = new Worker(
      `require('tsx/cjs'); require(${JSON.stringify(__filename)});`,
      { eval: true },
    );
    const next = () => {
      const { value, done: finished } = batches.next();
      if (finished) worker.unref();
      else worker.postMessage(value);
    };
    worker.on('message', (report: BatchReport) => {
      collect(report);
      next();
    });
    worker.on('error', error => {
      throw error;
    });
    next();
  }
}

if (isMainThread) {
  run(readOptions());
} else {
  parentPort?.on('message', ({ seed, cases }: Batch) =>
    parentPort?.postMessage(runBatch(seed, cases)),
  );
}
