/** How long the simulated cluster takes for things, in milliseconds. */
export interface Timings {
  /** From a pod's creation to its containers running. */
  podStart: number;
  /** A connection that is answered. */
  connect: number;
  /** A name server that does not answer. */
  dnsTimeout: number;
  /** Between attempts to create a pod that was refused. */
  retry: number;
  /** A namespace's contents to vanish. */
  namespaceTermination: number;
  /** Between bookmarks of a watch. */
  bookmark: number;
}

export const defaultTimings: Timings = {
  podStart: 300,
  connect: 5,
  dnsTimeout: 5000,
  retry: 1000,
  namespaceTermination: 200,
  bookmark: 10000,
};
