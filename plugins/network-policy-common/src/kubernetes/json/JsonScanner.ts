import { ByteQueue } from './ByteQueue';
import {
  afterSpace,
  afterString,
  closeBrace,
  closeBracket,
  comma,
  openBrace,
  openBracket,
  quote,
  space,
  unexpectedToken,
  unfinished,
} from './jsonBytes';
import { Kept, KeptFields } from './KeptFields';
import { keptOfObjects } from './keptOfObjects';
import { KeptText, valueAfter } from './KeptText';
import { ListPieces } from './ListPieces';

/** About how many bytes of what is kept are parsed at once. */
const usualLength = 2 ** 16;

/** How much of a chunk is looked at before pieces are given, so that no more than that is in memory twice. */
const stride = 2 ** 16;

const none: readonly never[] = [];

const byteOrderMark = [0xef, 0xbb, 0xbf];

const ofItems: Kept = {};
const itemsField = new KeptFields({ items: ofItems });

/** What comes next in the document. */
type Expected =
  | 'document'
  | 'first-field'
  | 'field'
  | 'after-field'
  | 'first-item'
  | 'item'
  | 'after-item'
  | 'nothing';

/**
 * Reads a document of JSON that comes in chunks: an object, or a list of many. It keeps what the reader of objects looks
 * at and skips all else, which is most of it, without parsing it. Of what is skipped it is only looked where it ends.
 *
 * A long list is given as shorter ones, one after the other, which together have its items: what was parsed can be read
 * and forgotten while the rest is still to come. Each of them has the other fields of the list that are kept. The first
 * one has no items and comes as soon as these fields are known. Where the items come first, they are given at the end.
 *
 * @public
 */
export class JsonScanner {
  private readonly queue = new ByteQueue(2 * stride);
  private readonly text = new KeptText();
  private pieces = new ListPieces();
  private expected: Expected = 'document';
  /** What is complete and was not given yet. */
  private ready: Iterable<unknown> = none;
  /** With less it is not worth while to try again: what is looked at must not be looked at for each byte that comes. */
  private enough = 0;

  /**
   * @param length - about how many bytes of what is kept are parsed at once
   */
  constructor(private readonly length: number = usualLength) {}

  /**
   * Takes the next chunk, which may begin and end anywhere, and gives what is complete by now. The chunk may be used for
   * something else afterwards.
   *
   * @throws SyntaxError where the document is no JSON; what was given before is not to be used then
   */
  *push(chunk: Uint8Array): Generator<unknown, void> {
    for (let from = 0; from < chunk.length; from += stride) {
      this.queue.add(chunk.subarray(from, from + stride));
      if (this.queue.size >= this.enough) {
        yield* this.scan();
      }
    }
  }

  /**
   * The document is complete; gives what is left of it. Another one may follow.
   *
   * @throws SyntaxError where it is no JSON, or cut off
   */
  *end(): Generator<unknown, void> {
    // Only then a number is complete.
    this.queue.add(Uint8Array.of(space));
    yield* this.scan();
    if (this.expected !== 'nothing') {
      throw new SyntaxError('Unexpected end of JSON input');
    }
    this.queue.clear();
    this.enough = 0;
    this.pieces = new ListPieces();
    this.expected = 'document';
  }

  private *scan(): Generator<unknown, void> {
    const { queue } = this;
    this.text.from(queue.bytes, queue.end);
    for (;;) {
      const at = this.step();
      if (at === unfinished) {
        break;
      }
      queue.start = at;
      const { ready } = this;
      if (ready !== none) {
        this.ready = none;
        yield* ready;
      }
    }
    this.enough = 2 * queue.size;
  }

  /** Takes what comes next, and returns where it ends. */
  private step(): number {
    const { queue, expected } = this;
    const start = expected === 'document' ? afterMark(queue) : queue.start;
    const at =
      start === unfinished
        ? unfinished
        : afterSpace(queue.bytes, start, queue.end);
    if (at === unfinished) {
      return unfinished;
    }
    const byte = queue.bytes[at];
    switch (expected) {
      case 'document':
        return byte === openBrace
          ? this.expect('first-field', at + 1)
          : this.takeDocument(at);
      case 'first-field':
      case 'after-field':
        if (byte === closeBrace) {
          this.ready = this.pieces.end();
          return this.expect('nothing', at + 1);
        }
        return expected === 'first-field'
          ? this.takeField(at)
          : this.takeComma('field', at);
      case 'field':
        return this.takeField(at);
      case 'first-item':
      case 'after-item':
        if (byte === closeBracket) {
          this.takeItems();
          return this.expect('after-field', at + 1);
        }
        return expected === 'first-item'
          ? this.takeItem(at)
          : this.takeComma('item', at);
      case 'item':
        return this.takeItem(at);
      default:
        throw unexpectedToken();
    }
  }

  private expect(next: Expected, at: number): number {
    if (at !== unfinished) {
      this.expected = next;
    }
    return at;
  }

  private takeComma(next: Expected, at: number): number {
    if (this.queue.bytes[at] !== comma) {
      throw unexpectedToken();
    }
    return this.expect(next, at + 1);
  }

  /** Takes a document that is no object. */
  private takeDocument(at: number): number {
    const after = this.text.addValue(at, keptOfObjects);
    if (after !== unfinished) {
      this.ready = [JSON.parse(this.text.take())];
    }
    return this.expect('nothing', after);
  }

  private takeField(at: number): number {
    const items = this.pieces.haveBegun ? undefined : this.startOfItems(at);
    if (items !== undefined) {
      if (items !== unfinished) {
        this.ready = this.pieces.begin();
      }
      return this.expect('first-item', items);
    }
    const after = this.text.addField(at, keptOfObjects.fields);
    if (this.text.size > 0) {
      this.pieces.addField(this.text.take());
    }
    return this.expect('after-field', after);
  }

  /** Where the items of a list begin, if it is they that begin at a place. */
  private startOfItems(at: number): number | undefined {
    const { bytes, end } = this.queue;
    if (bytes[at] !== quote) {
      return undefined;
    }
    const afterName = afterString(bytes, at + 1, end);
    if (afterName === unfinished) {
      return unfinished;
    }
    if (itemsField.find(bytes, at + 1, afterName - 1) !== ofItems) {
      return undefined;
    }
    const value = valueAfter(bytes, afterName, end);
    if (value === unfinished) {
      return unfinished;
    }
    return bytes[value] === openBracket ? value + 1 : undefined;
  }

  private takeItem(at: number): number {
    const after = this.text.addValue(at, keptOfObjects);
    if (this.text.size >= this.length) {
      this.takeItems();
    }
    return this.expect('after-item', after);
  }

  private takeItems() {
    if (this.text.size > 0) {
      this.ready = this.pieces.addItems(this.text.take());
    }
  }
}

/** Where a document begins, with or without the mark that some programs write before it. */
function afterMark({ bytes, start, end }: ByteQueue): number {
  if (start === end || bytes[start] !== byteOrderMark[0]) {
    return start;
  }
  if (end - start < byteOrderMark.length) {
    return unfinished;
  }
  return byteOrderMark.every((byte, index) => bytes[start + index] === byte)
    ? start + byteOrderMark.length
    : start;
}
