import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Look, Shown, Viewer, Watching } from './Look';

/**
 * The card of a service, looked at all the time, as somebody does who keeps the page open.
 */
export class Card {
  readonly looks: Look[] = [];
  private readonly worker: Worker;

  constructor({ portalUrl, name, token }: Viewer, watching: Watching) {
    const workerData = { viewer: { portalUrl, name, token }, watching };
    this.worker = new Worker(join(__dirname, 'lookAtCard.ts'), { workerData });
    this.worker.on('message', (look: Look) => this.looks.push(look));
  }

  /** What was shown last. */
  get last(): Look | undefined {
    return this.looks.at(-1);
  }

  /** What is shown of a cluster now. */
  of(cluster: string): Shown | undefined {
    return this.last?.clusters.get(cluster);
  }

  /** The looks that began in a time. */
  between(from: number, to: number): Look[] {
    return this.looks.filter(({ at }) => at >= from && at <= to);
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
