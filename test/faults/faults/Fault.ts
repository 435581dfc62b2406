import { TrialCluster } from '../clusters/TrialCluster';
import { FaultProxy } from '../proxy/FaultProxy';

/** What a fault has to work with. */
export interface Place {
  cluster: TrialCluster;
  proxy: FaultProxy;
}

/**
 * Something that goes wrong between the portal and a cluster, and ends.
 */
export interface Fault {
  name: string;
  /** Which of the portal's clusters it happens to. */
  on: 'trial' | 'half-open' | 'killed';
  /** What the card shall show of the cluster meanwhile. */
  shows: { state: string; because: RegExp };
  /** How long it may take until the card shows it. */
  shownWithin: number;
  /** How long it lasts at least. */
  lasts: number;
  /** How long it may take until the cluster is live again. */
  liveWithin: number;
  begin(place: Place): Promise<void> | void;
  /** What happens in the cluster meanwhile. */
  meanwhile?(place: Place): Promise<void>;
  end(place: Place): Promise<void> | void;
}
