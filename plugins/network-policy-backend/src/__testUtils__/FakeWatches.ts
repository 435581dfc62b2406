import { Response } from 'express';
import { FakeObject, SeenRequest } from './fakeObjects';

interface FakeEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  version: number;
  plural: string;
  object: FakeObject;
}

interface OpenWatch {
  response: Response;
  plural: string;
  matches: (object: FakeObject) => boolean;
}

/**
 * What happened in a fake cluster, for those who watch it: from any version on that is not forgotten, with bookmarks.
 */
export class FakeWatches {
  /** Accepts watches and keeps them open, and says nothing in them. */
  isMute = false;
  private events = new Array<FakeEvent>();
  private readonly open = new Set<OpenWatch>();
  private forgotten = 0;

  /** How many there are. */
  get count(): number {
    return this.open.size;
  }

  record(event: FakeEvent): void {
    this.events.push(event);
    for (const watch of this.open) {
      this.tell(watch, event);
    }
  }

  /** Tells watches that nothing else has happened. */
  bookmark(version: number, plurals?: readonly string[]): void {
    for (const { response, plural } of this.open) {
      if (plurals && !plurals.includes(plural)) {
        continue;
      }
      this.write(response, {
        type: 'BOOKMARK',
        object: {
          kind: plural,
          metadata: { resourceVersion: String(version) },
        },
      });
    }
  }

  /** Sends a line of anything to all who watch a type. */
  say(plural: string, line: string): void {
    for (const watch of this.open) {
      if (watch.plural === plural) {
        watch.response.write(`${line}\n`);
      }
    }
  }

  /** Breaks all connections. */
  cut(): void {
    for (const { response } of this.open) {
      response.socket?.destroy();
    }
  }

  /** Ends all watches as the API server does after their time. */
  end(): void {
    for (const { response } of this.open) {
      response.end();
    }
  }

  /** Nobody can watch from before a version any more. */
  forget(version: number): void {
    this.forgotten = version;
    this.events = this.events.filter(event => event.version > version);
  }

  serve(
    response: Response,
    { plural, query }: SeenRequest,
    matches: (object: FakeObject) => boolean,
  ): void {
    const from = Number(query.resourceVersion);
    // The proxy of the kubernetes plugin passes on the head of an answer with its first line, and not before.
    response.status(200).type('application/json');
    if (from < this.forgotten) {
      this.write(response, {
        type: 'ERROR',
        object: {
          kind: 'Status',
          code: 410,
          reason: 'Expired',
          message: `too old resource version: ${from}`,
        },
      });
      response.end();
      return;
    }
    const watch = { response, plural, matches };
    this.open.add(watch);
    response.on('close', () => this.open.delete(watch));
    for (const event of this.events) {
      if (event.version > from) {
        this.tell(watch, event);
      }
    }
  }

  private tell({ response, plural, matches }: OpenWatch, event: FakeEvent) {
    const { type, object } = event;
    if (event.plural === plural && matches(object)) {
      this.write(response, { type, object });
    }
  }

  private write(response: Response, event: object) {
    if (!this.isMute) {
      response.write(`${JSON.stringify(event)}\n`);
    }
  }
}
