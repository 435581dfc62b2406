// Controls move the cursor, and the direction marks reverse what follows: a manifest must not write over the terminal.
const unsafe =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text on one line, with everything that is not to be seen spelled out. */
export function printable(text: string): string {
  return text.replace(
    unsafe,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
