/** Values by a text, for a while: what is read is read once, and equal values are kept once. */
export interface BoundedTable<T> {
  get(text: string): T | undefined;
  /** Keeps a value and gives it back. */
  keep(text: string, value: T): T;
}

const limit = 4_000_000;

/** A table that forgets everything when its texts are more than some millions of characters. */
export function boundedTable<T>(): BoundedTable<T> {
  let values = new Map<string, T>();
  let characters = 0;
  return {
    get: text => values.get(text),
    keep(text, value) {
      if (characters > limit) {
        values = new Map();
        characters = 0;
      }
      characters += text.length;
      values.set(text, value);
      return value;
    },
  };
}
