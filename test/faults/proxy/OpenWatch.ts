import { IncomingMessage, ServerResponse } from 'node:http';

const newline = '\n'.charCodeAt(0);

/**
 * A watch that is passed on.
 */
export class OpenWatch {
  private isAtLineEnd = true;
  private isFrozen = false;
  private waiting: string[] = [];
  private events = 0;
  private cut: { after: number; onEvent: () => void } | undefined;

  constructor(
    readonly path: string,
    private readonly upstream: IncomingMessage,
    private readonly response: ServerResponse,
  ) {
    upstream.on('data', (chunk: Buffer) => this.pass(chunk));
    upstream.on('end', () => this.isFrozen || response.end());
    // What breaks on one side breaks on the other.
    upstream.on('error', () => this.isFrozen || response.destroy());
    response.on('close', () => upstream.destroy());
  }

  /** Nothing comes any more, and nobody is told: as when a network in between forgets a connection. */
  freeze(): void {
    this.isFrozen = true;
    this.upstream.destroy();
  }

  /** Ends it as an API server does when the time of a watch is over. */
  end(): void {
    this.isFrozen = true;
    this.upstream.destroy();
    this.response.end();
  }

  /** Adds a line of our own. */
  say(line: string): void {
    if (this.isAtLineEnd) {
      this.response.write(`${line}\n`);
    } else {
      this.waiting.push(line);
    }
  }

  /** Ends it in the middle of the next event. */
  cutAtNextEvent(onCut: () => void): void {
    this.cut = { after: this.events, onEvent: onCut };
  }

  private pass(chunk: Buffer) {
    if (this.isFrozen || chunk.length === 0) {
      return;
    }
    this.events += 1;
    if (this.cut) {
      const { onEvent } = this.cut;
      // One event in full, so that something has been told, and a part of it again.
      this.response.write(chunk);
      this.response.write(chunk.subarray(0, Math.ceil(chunk.length / 2)));
      this.end();
      onEvent();
      return;
    }
    this.response.write(chunk);
    this.isAtLineEnd = chunk[chunk.length - 1] === newline;
    if (this.isAtLineEnd) {
      this.waiting.splice(0).forEach(line => this.response.write(`${line}\n`));
    }
  }
}
