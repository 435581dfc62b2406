/**
 * Counts what happens while a cluster is kept.
 */
export interface StateMeter {
  /** The cluster has told of an object. */
  event(kind: string): void;
  /** A kind was listed, wholly or in vain. */
  listed(kind: string, outcome: 'read' | 'failed'): void;
  /** A watch has ended: as any does, because nothing was heard of it, or by a failure. */
  watchEnded(kind: string, how: 'over' | 'silent' | 'failed'): void;
}

/** Counts nothing. */
export const noMeter: StateMeter = {
  event: () => {},
  listed: () => {},
  watchEnded: () => {},
};
