import fc from 'fast-check';
import { FuzzCase, fuzzCase } from '../arbitraries/fuzzCase';
import { compareCase, Mix } from './agreement';

/** A case on which the engine and the naive evaluator differ, as small as it could be made. */
export interface Failure {
  /** The seed of the batch. */
  seed: number;
  fuzzed: FuzzCase;
  /** What they differ on, or the error that one of them threw. */
  because: unknown;
}

/** The outcome of a batch. */
export interface BatchReport {
  cases: number;
  mix: Mix;
  failure?: Failure;
}

/** Compares so many random clusters, which the seed alone decides. */
export function runBatch(seed: number, cases: number): BatchReport {
  const mix: Mix = { allowed: 0, denied: 0, open: 0 };
  const differencesOf = (fuzzed: FuzzCase): unknown[] => {
    try {
      return compareCase(fuzzed, mix);
    } catch (error) {
      return [error instanceof Error ? error.stack : error];
    }
  };
  const { counterexample } = fc.check(
    fc.property(fuzzCase, fuzzed => differencesOf(fuzzed).length === 0),
    { seed, numRuns: cases },
  );
  if (!counterexample) return { cases, mix };
  const [fuzzed] = counterexample;
  const because = differencesOf(fuzzed);
  return { cases, mix, failure: { seed, fuzzed, because } };
}
