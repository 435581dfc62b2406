import { printable } from '../printing/printable';
import { Paint } from '../printing/style';
import { formatPlace } from '../reading/problem';
import { Quote } from '../reading/state';

const longest = 40;

/** A part of a file as people see it, with the numbers of its lines. */
export function* formatQuote(
  { file, line, text }: Quote,
  paint: Paint,
): Generator<string> {
  if (file !== undefined) {
    yield paint(`    ${formatPlace(file, line)}`, 'aside');
  }
  const shown = text.slice(0, longest);
  const width = String((line ?? 0) + shown.length).length;
  for (const [index, words] of shown.entries()) {
    const number =
      line === undefined ? '' : `${String(line + index).padStart(width)}  `;
    yield `    ${paint(number, 'aside')}${printable(words.trimEnd())}`;
  }
  if (text.length > longest) {
    yield paint(`    … ${text.length - longest} more lines`, 'aside');
  }
}
