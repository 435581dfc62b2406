import { Labels } from '../kubernetes/labels';

/**
 * Labels that several objects have alike. Equal labels are the same `LabelSet`, so that a selector asks each once; `id`
 * is a number that no other set has, and indexes what is known of the set. Of labels that are asked about only once
 * nothing is remembered; their `id` is negative.
 */
export interface LabelSet {
  id: number;
  labels: Labels;
}

/** Gives each set its number, counting from 0. */
export function labelSetNumbers(): () => number {
  let count = 0;
  return () => count++;
}

/** Finds the one `LabelSet` of equal labels. */
export class LabelSets {
  private readonly bySpelling = new Map<string, LabelSet>();

  /**
   * @param nextNumber - shared by all whose sets are asked by the same selectors
   * @param keys - only labels with these keys count: those that some selector asks for
   */
  constructor(
    private readonly nextNumber: () => number,
    private readonly keys: () => Pick<ReadonlySet<string>, 'has'>,
  ) {}

  of(labels: Labels): LabelSet {
    const keys = this.keys();
    const names: string[] = [];
    // Neither separator may be part of a label's key or value.
    let spelling = '';
    for (const name of Object.keys(labels)) {
      if (keys.has(name)) {
        names.push(name);
        spelling += `${name}=${labels[name]},`;
      }
    }
    return this.bySpelling.get(spelling) ?? this.add(spelling, names, labels);
  }

  private add(
    spelling: string,
    names: readonly string[],
    labels: Labels,
  ): LabelSet {
    const sorted = names
      .toSorted()
      .map(name => `${name}=${labels[name]},`)
      .join('');
    let set = this.bySpelling.get(sorted);
    if (!set) {
      const own = Object.fromEntries(names.map(name => [name, labels[name]]));
      set = { id: this.nextNumber(), labels: own };
      this.bySpelling.set(sorted, set);
    }
    this.bySpelling.set(spelling, set);
    return set;
  }
}
