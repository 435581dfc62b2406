import { until } from '../../../../.launch/waiting.mjs';
import { ReplicaProcess } from './ReplicaProcess';

/**
 * Two replicas of one portal. One that is killed is started again at once.
 */
export class Replicas {
  /** Every process there was. */
  readonly all = new Array<ReplicaProcess>();
  private readonly current = new Map<string, ReplicaProcess>();

  constructor(private readonly databaseUrl: string) {}

  async start(name: string): Promise<void> {
    const replica = await ReplicaProcess.start(
      `${name}-${this.all.length}`,
      this.databaseUrl,
    );
    this.all.push(replica);
    this.current.set(name, replica);
  }

  get names(): string[] {
    return [...this.current.keys()];
  }

  /** Those that answer. */
  get ready(): ReplicaProcess[] {
    return [...this.current.values()].filter(({ isReady }) => isReady);
  }

  async killAndRestart(name: string): Promise<void> {
    await this.current.get(name)?.kill();
    await this.start(name);
  }

  /** Waits until so many replicas answer. */
  async untilReady(count: number): Promise<void> {
    await happens(
      `${count} replicas answer`,
      async () => this.ready.length >= count || this.brokenOnes.length > 0,
      120_000,
    );
    if (this.brokenOnes.length > 0) {
      throw new Error(
        `${this.brokenOnes[0].name} has ended by itself; see .state/log/replicas`,
      );
    }
  }

  private get brokenOnes(): ReplicaProcess[] {
    return this.all.filter(
      ({ hasEnded, killedAt }) => hasEnded && killedAt === undefined,
    );
  }
}

/** Waits for something to happen; errors count as not yet. */
export async function happens(
  what: string,
  look: () => Promise<boolean>,
  patience: number,
): Promise<void> {
  const late = AbortSignal.timeout(patience);
  await until(look, late, 50);
  if (late.aborted) {
    throw new Error(`It did not happen within ${patience / 1000} s: ${what}`);
  }
}
