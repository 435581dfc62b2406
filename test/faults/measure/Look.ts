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
