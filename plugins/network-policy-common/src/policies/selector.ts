import { Labels, LabelSelector } from '../kubernetes/labels';
import { keysOfSelector, matchesSelector } from '../kubernetes/selectors';
import { LabelSet } from './labelSets';

const none = new Uint8Array(0);
let nextId = 0;

function isEmptyObject(labels: Labels): boolean {
  for (const key in labels) {
    if (Object.hasOwn(labels, key)) {
      return false;
    }
  }
  return true;
}

/** A label selector made ready for many questions: it remembers what it answered for each label set. */
export class Selector {
  /** A number that no other selector has. */
  readonly id = nextId++;
  /** Whether it selects everything. */
  readonly everything: boolean;
  // Many are asked about one label set only, for which there need not be a table.
  private firstId = -1;
  private firstAnswer = false;
  // By the id of the label set: 0 not asked yet, 1 no, 2 yes.
  private answers = none;

  constructor(private readonly selector: LabelSelector) {
    const { matchLabels, matchExpressions } = selector;
    this.everything =
      matchExpressions.length === 0 && isEmptyObject(matchLabels);
  }

  /** The keys of the labels that it asks for. */
  keys(): string[] {
    return keysOfSelector(this.selector);
  }

  /** Whether it selects an object with these labels; remembers nothing. */
  selects(labels: Labels): boolean {
    return matchesSelector(this.selector, labels);
  }

  /** Whether it selects the objects that have these labels. */
  selectsSet({ id, labels }: LabelSet): boolean {
    if (this.everything) {
      return true;
    }
    if (id < 0) {
      return this.selects(labels);
    }
    if (id === this.firstId) {
      return this.firstAnswer;
    }
    if (this.firstId < 0) {
      this.firstId = id;
      this.firstAnswer = this.selects(labels);
      return this.firstAnswer;
    }
    if (id >= this.answers.length) {
      const grown = new Uint8Array(Math.max(64, 2 * id));
      grown.set(this.answers);
      this.answers = grown;
    }
    if (this.answers[id] === 0) {
      this.answers[id] = this.selects(labels) ? 2 : 1;
    }
    return this.answers[id] === 2;
  }
}
