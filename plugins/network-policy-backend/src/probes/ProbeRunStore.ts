import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';

/**
 * What runs are about: the pods of an entity in one namespace of a cluster.
 */
export interface ProbeRunKey {
  entityRef: string;
  cluster: string;
  namespace: string;
}

/**
 * An attempt that is done, with the run that made it.
 */
export interface LatestAttempt extends ProbeAttempt {
  runId: string;
  /** What that run connected to, as host:port. */
  target: string;
}

/**
 * A run without its attempts.
 */
export type ProbeRunSummary = Omit<ProbeRun, 'attempts'>;

/**
 * Tells what became of probe runs, whichever replica made them. Verdicts never need it.
 */
export interface ProbeRunStore {
  get(runId: string): Promise<ProbeRun | undefined>;
  latestRun(key: ProbeRunKey): Promise<ProbeRunSummary | undefined>;
  /** The latest run of each target of an entity that was ever probed. */
  latestRuns(entityRef: string): Promise<readonly ProbeRunSummary[]>;
  /**
   * For each source namespace the latest attempt that saw something. One that was never made counts only where there
   * is no other: a failed run does not overwrite the last good one.
   */
  latestAttempts(key: ProbeRunKey): Promise<LatestAttempt[]>;
}
