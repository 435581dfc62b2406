import { Labels } from '../kubernetes/labels';

/**
 * Labels that several objects have alike. Equal labels are the same `LabelSet`, so that a selector asks each once; `id`
 * counts from 0 and indexes what is known of the set.
 */
export interface LabelSet {
  id: number;
  labels: Labels;
}

// Neither separator may be part of a label's key or value.
function spell(labels: Labels, keys: readonly string[]): string {
  let spelling = '';
  for (const key of keys) {
    spelling += `${key}=${labels[key]},`;
  }
  return spelling;
}

/** Finds the one `LabelSet` of equal labels. */
export class LabelSets {
  private readonly bySpelling = new Map<string, LabelSet>();
  private count = 0;
  private last: { labels: Labels; set: LabelSet } | undefined;

  of(labels: Labels): LabelSet {
    // Replicas come one after the other, and what reads objects hands out one object for equal labels where it can.
    if (this.last?.labels !== labels) {
      this.last = { labels, set: this.find(labels) };
    }
    return this.last.set;
  }

  private find(labels: Labels): LabelSet {
    const keys = Object.keys(labels);
    const spelling = spell(labels, keys);
    const known = this.bySpelling.get(spelling);
    if (known) {
      return known;
    }
    const sorted = spell(labels, keys.sort());
    const set = this.bySpelling.get(sorted) ?? { id: this.count++, labels };
    this.bySpelling.set(sorted, set);
    this.bySpelling.set(spelling, set);
    return set;
  }
}
