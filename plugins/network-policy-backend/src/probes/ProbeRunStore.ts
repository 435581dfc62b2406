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
 * A run as it is planned. The store says when it starts.
 */
export type PlannedRun = Omit<ProbeRun, 'state' | 'startedAt' | 'finishedAt'>;

/**
 * A run without its attempts.
 */
export type ProbeRunSummary = Omit<ProbeRun, 'attempts'>;

/**
 * An attempt that is done, with the run that made it.
 */
export interface LatestAttempt extends ProbeAttempt {
  runId: string;
  /** What that run connected to, as host:port. */
  target: string;
}

/**
 * A run that its replica left, and where it may have left something.
 */
export interface AbandonedRun {
  id: string;
  cluster: string;
  namespaces: string[];
}

/** What runs are about that may be gone one day. */
export type RunSubject = 'entity' | 'cluster';

/**
 * Keeps probe runs for all replicas. Verdicts never need it. Whatever it cannot do because the database fails, it
 * answers with a DatabaseUnavailable.
 */
export interface ProbeRunStore {
  /** How long a run stays this replica's when its lease is not renewed, in milliseconds. */
  readonly leaseMs: number;

  get(runId: string): Promise<ProbeRun | undefined>;
  latestRun(key: ProbeRunKey): Promise<ProbeRunSummary | undefined>;
  /** The latest run of each target of an entity that was ever probed. */
  latestRuns(entityRef: string): Promise<readonly ProbeRunSummary[]>;
  /**
   * For each source namespace the latest attempt that saw something. One that was never made counts only where there
   * is no other: a failed run does not overwrite the last good one.
   */
  latestAttempts(key: ProbeRunKey): Promise<LatestAttempt[]>;

  /**
   * Refuses early what {@link ProbeRunStore.create} would refuse.
   *
   * @throws ConflictError while a run of the target is in progress on any replica, or as many runs of the person as one
   * may have; ServiceUnavailableError while there are too many in the cluster or over all.
   */
  admit(run: ProbeRunKey & Pick<PlannedRun, 'requestedBy'>): Promise<void>;
  /**
   * Stores a run with all its attempts, as one of this replica.
   *
   * @throws what {@link ProbeRunStore.admit} throws.
   */
  create(run: PlannedRun): Promise<ProbeRun>;
  /**
   * Asks for the end of a run, whichever replica makes it: that one sees it when it renews its lease.
   *
   * @returns whether the run was in progress and not cancelled before
   */
  cancel(runId: string, by: string): Promise<boolean>;

  /** Renews the lease of every run of this replica. Answers which these are, and which of them were cancelled. */
  renew(): Promise<ReadonlyMap<string, { cancelled: boolean }>>;
  /** Stores what became of an attempt. Answers whether the run was still this replica's. */
  saveAttempt(runId: string, attempt: ProbeAttempt): Promise<boolean>;
  /** Ends a run. Answers whether it was still this replica's. */
  end(runId: string, state: EndState): Promise<boolean>;

  /** Ends every run whose lease has expired. Of several replicas that try, each run is one's. */
  endAbandoned(): Promise<AbandonedRun[]>;
  /**
   * Deletes runs that are older than some days, except those that hold the latest attempt from a namespace.
   *
   * @returns how many were deleted
   */
  deleteOld(days: number, signal: AbortSignal): Promise<number>;
  /** The entities or clusters that runs are about, in order, a page at a time. */
  subjects(
    of: RunSubject,
    page: { after: string; limit: number },
  ): Promise<string[]>;
  /** Remembers since when entities or clusters are gone, and forgets it for those that are there. */
  markGone(
    of: RunSubject,
    found: { gone: readonly string[]; present: readonly string[] },
  ): Promise<void>;
  /**
   * Deletes the runs whose entity or cluster has been gone for so long.
   *
   * @returns how many were deleted
   */
  deleteGone(milliseconds: number, signal: AbortSignal): Promise<number>;
}

/** How a run ends. */
export type EndState = Exclude<ProbeRun['state'], 'running'>;
