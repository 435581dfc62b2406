import {
  afterSpace,
  afterValue,
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  openBrace,
  openBracket,
  quote,
  space,
  unexpectedToken,
  unfinished,
} from './jsonBytes';
import { Kept, KeptFields, whole } from './KeptFields';

/** Lists in lists in lists are kept whole from here on, rather than until the stack ends. */
const deepest = 100;

/** From so many bytes on a view for copying pays. */
const longCopy = 128;

const decoder = new TextDecoder();

/** Copies those parts of values that are kept, one value after the other, separated by commas. */
export class KeptText {
  private bytes = new Uint8Array(0);
  private length = 0;
  /** The text that is copied from, and where it ends. */
  private source: Uint8Array = this.bytes;
  private end = 0;

  /** How many bytes have been kept. */
  get size(): number {
    return this.length;
  }

  /** Says where what follows is copied from. What is added can be no longer than that. */
  from(source: Uint8Array, end: number): void {
    this.source = source;
    this.end = end;
  }

  /**
   * Adds what is kept of the value at a place.
   *
   * @returns where the value ends; if it is unfinished, nothing was added
   * @throws SyntaxError for what is no JSON, as far as it is looked at
   */
  addValue(start: number, kept: Kept): number {
    return this.add(start, at => this.copyValue(at, kept, 0));
  }

  /** The same for a field with its name. One that is not kept is nothing. */
  addField(start: number, fields: KeptFields): number {
    return this.add(start, at => this.copyField(at, fields, 0, true));
  }

  /** Gives what was added, and begins anew. */
  take(): string {
    const text = decoder.decode(this.bytes.subarray(0, this.length));
    this.length = 0;
    return text;
  }

  private add(start: number, copy: (at: number) => number): number {
    const before = this.length;
    this.makeRoom(1 + this.end - start);
    if (before > 0) {
      this.bytes[this.length++] = comma;
    }
    const empty = this.length;
    const at = copy(start);
    if (at === unfinished || this.length === empty) {
      this.length = before;
    }
    return at;
  }

  private makeRoom(size: number) {
    const needed = this.length + size;
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(2 * needed);
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
  }

  private copy(start: number, end: number) {
    const { source, bytes } = this;
    let { length } = this;
    if (end - start > longCopy) {
      bytes.set(source.subarray(start, end), length);
      this.length += end - start;
      return;
    }
    for (let at = start; at < end; at++) {
      bytes[length++] = source[at];
    }
    this.length = length;
  }

  private copyValue(start: number, kept: Kept, depth: number): number {
    const { source, end } = this;
    if (source[start] === openBrace && kept.fields && depth < deepest) {
      return this.copyFields(start, kept.fields, depth + 1);
    }
    if (source[start] === openBracket && kept.each && depth < deepest) {
      return this.copyItems(start, kept.each, depth + 1);
    }
    const after = afterValue(source, start, end);
    if (after !== unfinished) {
      this.copy(start, after);
    }
    return after;
  }

  private copyFields(start: number, fields: KeptFields, depth: number): number {
    const { source, end } = this;
    this.bytes[this.length++] = openBrace;
    const first = this.length;
    let at = afterSpace(source, start + 1, end);
    if (at !== unfinished && source[at] === closeBrace) {
      this.bytes[this.length++] = closeBrace;
      return at + 1;
    }
    while (at !== unfinished) {
      at = this.copyField(at, fields, depth, this.length === first);
      if (at !== unfinished) {
        at = afterSpace(source, at, end);
      }
      if (at === unfinished) {
        break;
      }
      if (source[at] === closeBrace) {
        this.bytes[this.length++] = closeBrace;
        return at + 1;
      }
      if (source[at] !== comma) {
        throw unexpectedToken();
      }
      at = afterSpace(source, at + 1, end);
    }
    return unfinished;
  }

  private copyField(
    start: number,
    fields: KeptFields,
    depth: number,
    isFirst: boolean,
  ): number {
    const { source, end } = this;
    if (source[start] !== quote) {
      throw unexpectedToken();
    }
    let isPlain = true;
    let close = start + 1;
    for (; close < end && source[close] !== quote; close++) {
      const byte = source[close];
      if (byte === backslash || byte < space) {
        isPlain = false;
        close += byte === backslash ? 1 : 0;
      }
    }
    const value = close < end ? valueAfter(source, close + 1, end) : unfinished;
    if (value === unfinished) {
      return unfinished;
    }
    // A name with an escape could be any, and one with a control character is for the parser to refuse.
    const kept = isPlain ? fields.find(source, start + 1, close) : whole;
    if (!kept) {
      return afterValue(source, value, end);
    }
    if (!isFirst) {
      this.bytes[this.length++] = comma;
    }
    this.copy(start, close + 1);
    this.bytes[this.length++] = colon;
    return this.copyValue(value, kept, depth);
  }

  private copyItems(start: number, each: Kept, depth: number): number {
    const { source, end } = this;
    this.bytes[this.length++] = openBracket;
    let at = afterSpace(source, start + 1, end);
    if (at !== unfinished && source[at] === closeBracket) {
      this.bytes[this.length++] = closeBracket;
      return at + 1;
    }
    while (at !== unfinished) {
      at = this.copyValue(at, each, depth);
      if (at !== unfinished) {
        at = afterSpace(source, at, end);
      }
      if (at === unfinished) {
        break;
      }
      const byte = source[at];
      if (byte === closeBracket) {
        this.bytes[this.length++] = closeBracket;
        return at + 1;
      }
      if (byte !== comma) {
        throw unexpectedToken();
      }
      this.bytes[this.length++] = comma;
      at = afterSpace(source, at + 1, end);
    }
    return unfinished;
  }
}

/** Where the value of a field begins whose name ends at a place. */
export function valueAfter(
  bytes: Uint8Array,
  afterName: number,
  end: number,
): number {
  const at = afterSpace(bytes, afterName, end);
  if (at === unfinished) {
    return unfinished;
  }
  if (bytes[at] !== colon) {
    throw unexpectedToken();
  }
  return afterSpace(bytes, at + 1, end);
}
