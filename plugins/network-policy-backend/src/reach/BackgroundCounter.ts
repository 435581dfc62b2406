import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  setImmediate as turn,
  setTimeout as sleep,
} from 'node:timers/promises';
import { Counting } from './Counting';
import { PlacedTarget } from './TargetList';
import { SLICE_MS } from './timeSlices';

/** An entity is counted for so long after somebody has asked for it. Cards ask every minute. */
const WATCHED_MS = 150_000;

/** Those who look are told of progress this often. */
const TELL_MS = 2_000;

/** The rest after a slice, as a multiple of it: half of the time goes into the first count, a tenth into later ones. */
const REST_PER_WORK = { first: 1, later: 9 };

/** An entity whose targets are counted. */
export interface CountedEntity {
  entityRef: string;
  counting: Counting;
  /** Evaluates one target and notes what came out. */
  count: (target: PlacedTarget) => Promise<void>;
}

interface Job extends CountedEntity {
  askedAt: number;
  toldAt: number;
  /** Whether something was counted since those who look were told. */
  hasNews: boolean;
  due: Generator<PlacedTarget>;
}

/**
 * Counts the targets of entities that have too many to count them for an answer. There is one for the whole process. It
 * works in short slices with rests in between, one slice for each entity in turn, and for nobody who has left the page.
 */
export class BackgroundCounter {
  private readonly jobs = new Map<string, Job>();
  private readonly stopping = new AbortController();
  private isRunning = false;

  constructor(
    private readonly options: {
      logger: LoggerService;
      /** More targets of an entity are counted. */
      onCounted: (entityRef: string) => void;
    },
  ) {}

  /** Somebody looks at an entity: what is to be counted is counted. */
  watch(entity: CountedEntity): void {
    const { entityRef, counting } = entity;
    const now = performance.now();
    const known = this.jobs.get(entityRef);
    this.jobs.set(entityRef, {
      ...entity,
      askedAt: now,
      toldAt: known?.toldAt ?? now,
      hasNews: known?.hasNews ?? false,
      due: counting.due(),
    });
    if (!this.isRunning && !this.stopping.signal.aborted) {
      this.isRunning = true;
      void this.run();
    }
  }

  /** Ends the counting, for good. */
  stop(): void {
    this.stopping.abort();
    this.jobs.clear();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    // The request that has begun it is answered first.
    await turn();
    while (this.jobs.size > 0) {
      for (const job of [...this.jobs.values()]) {
        const isFirst = !job.counting.isComplete;
        const start = performance.now();
        await this.work(job, start);
        const worked = performance.now() - start;
        const rest =
          worked * (isFirst ? REST_PER_WORK.first : REST_PER_WORK.later);
        await sleep(rest, undefined, { signal }).catch(() => undefined);
      }
    }
    this.isRunning = false;
  }

  /** One slice. */
  private async work(job: Job, start: number): Promise<void> {
    const { entityRef } = job;
    let isOver = start - job.askedAt > WATCHED_MS;
    try {
      while (!isOver && performance.now() - start < SLICE_MS) {
        const { value: target, done } = job.due.next();
        isOver = done === true;
        if (target) {
          await job.count(target);
          job.hasNews = true;
        }
      }
    } catch (error) {
      isOver = true;
      this.options.logger.warn(
        `The targets of ${entityRef} could not be counted to the end`,
        toError(error),
      );
    }
    // Another request may have put a job with newer targets in its place.
    if (isOver && this.jobs.get(entityRef) === job) {
      this.jobs.delete(entityRef);
    }
    if (job.hasNews && (isOver || start - job.toldAt > TELL_MS)) {
      job.toldAt = start;
      job.hasNews = false;
      this.options.onCounted(entityRef);
    }
  }
}
