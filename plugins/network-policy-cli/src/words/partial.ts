import { Format } from '../printing/report';
import { Terminal } from '../terminal';

/** Tells what a whole state leaves open, where the shape for programs has no place for it. */
export function tellPartial(
  sentences: readonly string[],
  output: Format,
  { stderr }: Terminal,
): void {
  if (output === 'json' || output === 'yaml') {
    sentences.forEach(sentence => stderr.write(`Partial: ${sentence}\n`));
  }
}
