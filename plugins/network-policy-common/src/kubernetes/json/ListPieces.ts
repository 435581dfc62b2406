import { isList } from '../lists';
import { RawObject } from '../sharedLabels';

/** What tells which list it is, and of when. */
const listFields = ['apiVersion', 'kind', 'metadata'];

const twoOfOneName = 'A list has two fields of one name';

/**
 * Makes shorter lists of the parts of a long one, as soon as it is known what list it is. Where that is said only after
 * the items, they wait as text.
 */
export class ListPieces {
  private readonly fields: string[] = [];
  /** How many fields come before the items, once these have begun. */
  private before: number | undefined;
  /** The list whose items are given as they come. */
  private list: RawObject | undefined;
  private readonly waiting: string[] = [];

  /** Whether the items have begun. */
  get haveBegun(): boolean {
    return this.before !== undefined;
  }

  /** Takes the text of a field of the document that is not its items. */
  addField(text: string): void {
    this.fields.push(text);
    if (this.list && Object.keys(parsed([text])).some(isOfList)) {
      throw new SyntaxError(twoOfOneName);
    }
  }

  /** The items begin; gives the list without any, if it is known. */
  *begin(): Generator<unknown, void> {
    this.before = this.fields.length;
    const list = parsed(this.fields);
    if (
      isListOfItems(list) &&
      listFields.every(field => Object.hasOwn(list, field))
    ) {
      this.list = list;
      yield { ...list, items: [] };
    }
  }

  /** Takes the text of some items; gives the list with them, if it is known. */
  *addItems(text: string): Generator<unknown, void> {
    if (this.list) {
      yield withItems(this.list, text);
    } else {
      this.waiting.push(text);
    }
  }

  /** The document is complete; gives what waits. */
  *end(): Generator<unknown, void> {
    const { fields, before, waiting } = this;
    if (this.list) {
      return;
    }
    const list = parsed(fields);
    if (before === undefined) {
      yield list;
    } else if (isListOfItems(list) && waiting.length > 0) {
      for (const text of waiting) {
        yield withItems(list, text);
      }
    } else {
      const items = `"items":[${waiting.join()}]`;
      yield parsed([
        ...fields.slice(0, before),
        items,
        ...fields.slice(before),
      ]);
    }
  }
}

function isOfList(field: string): boolean {
  return field === 'items' || listFields.includes(field);
}

/** Whether a document is a list, by all of its fields but those items that are taken apart. */
function isListOfItems(document: RawObject): boolean {
  return (
    !Object.hasOwn(document, 'items') && isList({ ...document, items: [] })
  );
}

function parsed(fields: readonly string[]): RawObject {
  return JSON.parse(`{${fields.join()}}`);
}

function withItems(list: RawObject, text: string): RawObject {
  return { ...list, items: JSON.parse(`[${text}]`) };
}
