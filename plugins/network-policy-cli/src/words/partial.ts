import { StateOptions } from '../reading/state';
import { Terminal } from '../terminal';

/** Tells what a whole state leaves open, for answers that have no place for it. */
export function tellPartial(
  sentences: readonly string[],
  { quiet }: Pick<StateOptions, 'quiet'>,
  { stderr }: Terminal,
): void {
  if (!quiet) {
    sentences.forEach(sentence => stderr.write(`Partial: ${sentence}\n`));
  }
}
