import { LabelSelector } from '../kubernetes/labels';
import { Selector } from './selector';

const mostSelectors = 20_000;

function spellingOf({ matchLabels, matchExpressions }: LabelSelector): string {
  // Neither separator may be part of a label's key or value.
  let spelling = '';
  for (const key in matchLabels) {
    if (Object.hasOwn(matchLabels, key)) {
      spelling += `${key}=${matchLabels[key]},`;
    }
  }
  return matchExpressions.length === 0
    ? spelling
    : spelling + JSON.stringify(matchExpressions);
}

/** Most selectors are spelled by many policies; what one of them was answered serves all. */
export class Selectors {
  private readonly bySpelling = new Map<string, Selector>();
  // What reads objects hands out one object for equal selectors where it can, which is quicker to find.
  private readonly byObject = new WeakMap<LabelSelector, Selector>();

  /** Finds the one `Selector` of equal label selectors. */
  find(selector: LabelSelector): Selector {
    let known = this.byObject.get(selector);
    if (!known) {
      known = this.findSpelled(selector);
      this.byObject.set(selector, known);
    }
    return known;
  }

  private findSpelled(selector: LabelSelector): Selector {
    const key = spellingOf(selector);
    let known = this.bySpelling.get(key);
    if (!known) {
      if (this.bySpelling.size >= mostSelectors) {
        this.bySpelling.clear();
      }
      known = new Selector(selector);
      this.bySpelling.set(key, known);
    }
    return known;
  }
}
