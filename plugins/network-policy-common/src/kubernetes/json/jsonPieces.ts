import { JsonScanner } from './JsonScanner';

/** So many characters are made bytes of at once. */
const stride = 2 ** 15;

/** No character of a string takes more bytes. */
const mostBytes = 3;

/**
 * Reads a text of JSON, as {@link JsonScanner} does one that comes in chunks.
 *
 * @throws SyntaxError where the text is no JSON; what was given before is not to be used then
 * @public
 */
export function* jsonPieces(text: string): Generator<unknown, void> {
  const scanner = new JsonScanner();
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(mostBytes * stride);
  for (let from = 0; from < text.length; ) {
    const part = text.slice(from, endOfPart(text, from));
    const { written } = encoder.encodeInto(part, bytes);
    yield* scanner.push(bytes.subarray(0, written));
    from += part.length;
  }
  yield* scanner.end();
}

/** A character of two units stays whole. */
function endOfPart(text: string, from: number): number {
  const end = from + stride;
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd800 && unit < 0xdc00 ? end - 1 : end;
}
