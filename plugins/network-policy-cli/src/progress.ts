/** Where progress is told; a terminal shows it on one line. */
export interface ProgressStream {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Tells how far work has come. */
export interface Progress {
  /** To be called often; it says something only now and then. */
  report(what: string, done: number, total?: number): void;
  /** Takes the line away again. */
  end(): void;
}

const quiet = 1000;
const pauses = { terminal: 100, log: 10_000 };

/**
 * Progress for a person who waits: nothing during the first second, then a line that moves, or a line now and then
 * where there is no terminal.
 *
 * @param stream - where to tell it; nothing is told without one
 * @param now - a clock in milliseconds
 */
export function createProgress(
  stream: ProgressStream | undefined,
  now: () => number = () => performance.now(),
): Progress {
  const pause = stream?.isTTY ? pauses.terminal : pauses.log;
  let next = now() + quiet;
  let shown = false;
  return {
    report(what, done, total) {
      const time = now();
      if (!stream || time < next) {
        return;
      }
      next = time + pause;
      const of = total === undefined ? '' : ` of ${total.toLocaleString('en')}`;
      const text = `${what}: ${done.toLocaleString('en')}${of}`;
      stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      shown = true;
    },
    end() {
      if (shown && stream?.isTTY) {
        stream.write('\r\u001b[K');
      }
      shown = false;
    },
  };
}

/** Takes things as they come, and tells how many there are. */
export function countInto<T>(
  progress: Progress,
  what: string,
  items: Iterable<T>,
): T[] {
  const taken: T[] = [];
  for (const item of items) {
    progress.report(what, taken.push(item));
  }
  progress.end();
  return taken;
}
