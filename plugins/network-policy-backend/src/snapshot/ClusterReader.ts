import { ClusterHealth } from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { ClusterView } from './readCluster';

export type { ClusterView } from './readCluster';

/** A cluster as it is known, or why it is not. */
export type ClusterReading =
  | {
      state: 'read';
      asOf: string;
      /** Grows with every change. */
      version: number;
      health: ClusterHealth;
      view: ClusterView;
    }
  | {
      state: 'unreachable' | 'forbidden';
      asOf: string;
      health: ClusterHealth;
      message: string;
    };

/** Reads clusters. */
export interface ClusterReader {
  read(cluster: EvaluableCluster): Promise<ClusterReading>;
}
