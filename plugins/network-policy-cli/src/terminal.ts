import { Readable, Writable } from 'node:stream';
import { UnusableInputError } from './failure';
import { describeFileError } from './reading/files';

/** A stream that may be a terminal. */
export type Output = Writable & { isTTY?: boolean };

/** What the program was started with: its streams and variables. */
export interface Terminal {
  stdin: Readable;
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads all that comes by standard input.
 *
 * @throws UnusableInputError where it is longer than a text may be
 */
export async function readInput({ stdin }: Terminal): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
  }
  try {
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    throw new UnusableInputError(`<stdin>: ${describeFileError(error)}`);
  }
}
