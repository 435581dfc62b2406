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
 * Keeps probe runs. Verdicts never need it.
 */
export interface ProbeRunStore {
  /** Stores a run with all its attempts. */
  create(run: ProbeRun): Promise<void>;
  /** Stores what became of an attempt of a run. */
  saveAttempt(runId: string, attempt: ProbeAttempt): Promise<void>;
  /** Ends a run. */
  end(
    runId: string,
    state: 'finished' | 'interrupted',
    finishedAt: string,
  ): Promise<void>;
  get(runId: string): Promise<ProbeRun | undefined>;
  /** Runs that never ended. */
  listRunning(): Promise<ProbeRun[]>;
  latestRun(key: ProbeRunKey): Promise<ProbeRunSummary | undefined>;
  /**
   * For each source namespace the latest attempt that saw something. One that was never made counts only where there
   * is no other: a failed run does not overwrite the last good one.
   */
  latestAttempts(key: ProbeRunKey): Promise<LatestAttempt[]>;
}
