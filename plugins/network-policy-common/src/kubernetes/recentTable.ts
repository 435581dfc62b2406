/** Values that were read lately, by a fingerprint of the raw value from which each was read. */
export interface RecentTable<T, R> {
  /** The value that was read from an equal raw value, if it is still kept. */
  find(print: number, raw: R): T | undefined;
  /** Keeps a value and gives it back. */
  keep(print: number, value: T): T;
}

/** How many values whose fingerprints want the same place find one close to it. */
const tries = 4;

/**
 * A table for values that many objects have in common: each is validated and kept once, and what had to make room is
 * merely read and kept once more.
 *
 * @param places - how many values it may hold; a power of two
 * @param isSame - whether reading this raw value would give that value
 */
export function recentTable<T, R>(
  places: number,
  isSame: (value: T, raw: R) => boolean,
): RecentTable<T, R> {
  const values = new Array<T | undefined>(places).fill(undefined);
  // A look at the fingerprints alone passes by nearly everything that is not the same.
  const prints = new Int32Array(places);
  return {
    find(print, raw) {
      for (let attempt = 0; attempt < tries; attempt++) {
        const place = (print + attempt) & (places - 1);
        if (prints[place] === print) {
          const value = values[place];
          if (value !== undefined && isSame(value, raw)) {
            return value;
          }
        }
      }
      return undefined;
    },
    keep(print, value) {
      let place = print & (places - 1);
      for (let attempt = 0; attempt < tries; attempt++) {
        const other = (print + attempt) & (places - 1);
        if (values[other] === undefined) {
          place = other;
          break;
        }
      }
      values[place] = value;
      prints[place] = print;
      return value;
    },
  };
}

/** A fingerprint to which a number is added; its bits are spread over all of it. */
export function addNumber(print: number, number: number): number {
  const product = Math.imul(print ^ number, 0x9e3779b1);
  return product ^ (product >>> 15);
}

/** A fingerprint to which a text is added. Its length and some characters say enough of it. */
export function addText(print: number, text: string): number {
  const end = text.length - 1;
  return end < 1
    ? addNumber(print, end < 0 ? 0 : text.charCodeAt(0))
    : addNumber(
        print,
        (end << 24) ^
          (text.charCodeAt(0) << 21) ^
          (text.charCodeAt(end >> 1) << 14) ^
          (text.charCodeAt(end - 1) << 7) ^
          text.charCodeAt(end),
      );
}
