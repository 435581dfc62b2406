/** What the card shows of a cluster. */
export interface Shown {
  /** How good it is, or why there is nothing. */
  state: string;
  /** The sentence that says why. */
  because: string;
}

/** One look at the card. */
export interface Look {
  at: number;
  /** How long it took to come. */
  tookMs: number;
  /** How long a card took that was asked for at the same moment and is about no cluster, where there is such a one. */
  besideMs?: number;
  clusters: ReadonlyMap<string, Shown>;
  /** Why there was no answer at all. */
  failure?: string;
}

/** Whose card it is. */
export interface Viewer {
  portalUrl: string;
  name: string;
  token: string;
}

/** Which card is looked at. */
export interface Watching {
  component: string;
  /** Of which component the card is looked at at the same moment. */
  beside?: string;
  /** How long it is waited between two looks. */
  everyMs: number;
}
