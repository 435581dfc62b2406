import { ClusterView } from './clusterView';

/**
 * How the truth about a cluster is kept, and how good it is now.
 */
export type ClusterHealth =
  | { state: 'live' }
  | { state: 'polling'; everySeconds: number; because: string }
  /** It was known, and cannot be renewed now. What is shown is of `since`, an ISO time. */
  | { state: 'stale'; since: string; because: string }
  /** It was never known. */
  | { state: 'unreachable'; because: string }
  /** What is needed may not be read. */
  | { state: 'forbidden'; because: string };

/**
 * A cluster as far as it is known. `version` grows with every change of what is known and of how good it is, as long as
 * this process lives.
 */
export interface ReadCluster {
  state: 'read';
  asOf: string;
  version: number;
  health: ClusterHealth;
  view: ClusterView;
}

/**
 * A cluster as far as it is known, or why it is not.
 */
export type ClusterReading =
  | ReadCluster
  | {
      state: 'unreachable' | 'forbidden';
      asOf: string;
      health: ClusterHealth;
      message: string;
    };
