/**
 * What is kept of a value: of an object some fields, of a list something of each item. Where it does not say, and of
 * values of other types, all of it.
 */
export interface Kept {
  readonly fields?: KeptFields;
  readonly each?: Kept;
}

/** The whole of a value. */
export const whole: Kept = {};

interface KeptField {
  name: Uint8Array;
  kept: Kept;
}

/** The fields of an object that are kept, found by the bytes of their names. */
export class KeptFields {
  /** By the length of their names. */
  private readonly byLength: KeptField[][] = [];

  constructor(fields: Readonly<Record<string, Kept>>) {
    const encoder = new TextEncoder();
    for (const [text, kept] of Object.entries(fields)) {
      const name = encoder.encode(text);
      (this.byLength[name.length] ??= []).push({ name, kept });
    }
  }

  /** What is kept of a field whose name is at a place, without its quotes; nothing if it is not kept. */
  find(bytes: Uint8Array, start: number, end: number): Kept | undefined {
    const fields = this.byLength[end - start];
    if (!fields) {
      return undefined;
    }
    for (const { name, kept } of fields) {
      let index = 0;
      while (index < name.length && name[index] === bytes[start + index]) {
        index += 1;
      }
      if (index === name.length) {
        return kept;
      }
    }
    return undefined;
  }
}

/** Of an object these fields. */
export function fieldsOf(fields: Readonly<Record<string, Kept>>): Kept {
  return { fields: new KeptFields(fields) };
}

/** Of each item of a list the same. */
export function eachOf(kept: Kept): Kept {
  return { each: kept };
}
