import { setImmediate as turn } from 'node:timers/promises';

/** So long work goes on before the event loop has its turn, in milliseconds. */
export const SLICE_MS = 4;

/**
 * Divides work into slices, so that requests are answered in between.
 */
export class TimeSlices {
  private begun = performance.now();

  /** Lets the event loop have its turn, if this slice is over. */
  async rest(): Promise<void> {
    if (performance.now() - this.begun >= SLICE_MS) {
      await turn();
      this.begun = performance.now();
    }
  }
}
