import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { ProbeRunKey } from './ProbeRunStore';

/**
 * A run as it is planned. When it starts is what the store says.
 */
export type PlannedRun = Omit<ProbeRun, 'state' | 'startedAt' | 'finishedAt'>;

/**
 * The runs that this replica makes. Nothing is written into a run that belongs to it no more.
 */
export interface OwnRuns {
  /** How long a run stays this replica's when its lease is not renewed, in milliseconds. */
  readonly leaseMs: number;
  /**
   * Refuses early what {@link OwnRuns.create} would refuse.
   *
   * @throws ConflictError while a run of the target is in progress on any replica, ServiceUnavailableError while there
   * are too many over all.
   */
  admit(key: ProbeRunKey): Promise<void>;
  /**
   * Stores a run with all its attempts, as one of this replica.
   *
   * @throws what {@link OwnRuns.admit} throws.
   */
  create(run: PlannedRun): Promise<ProbeRun>;
  /** Renews the lease of every run of this replica. Answers which these are. */
  renew(): Promise<ReadonlySet<string>>;
  /** Stores what became of an attempt. Answers whether the run was still this replica's. */
  saveAttempt(runId: string, attempt: ProbeAttempt): Promise<boolean>;
  /** Ends a run. Answers whether it was still this replica's. */
  end(runId: string, state: 'finished' | 'interrupted'): Promise<boolean>;
}
