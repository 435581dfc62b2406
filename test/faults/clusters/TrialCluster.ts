import { Api, ApiAccess } from './Api';

/** An API server as the portal would be told of it. */
export type Upstream = Pick<ApiAccess, 'url' | 'ca'>;

/**
 * The cluster on which faults are tried.
 */
export interface TrialCluster {
  /** What it is, for the report. */
  description: string;
  /** Asked directly, with every right. */
  api: Api;
  upstream: Upstream;
  tokens: {
    /** Of the portal's two accounts. */
    reader: string;
    writer: string;
    /** Of somebody who may do nothing; without it, the proxy says what the API server would. */
    powerless?: string;
  };
  /** An API server of the same cluster that may be killed; without it, only the way to it can be cut. */
  mortal?: {
    upstream: Upstream;
    kill(): Promise<void>;
    start(): Promise<void>;
    /** Every request of the portal that came, as `GET /api/v1/pods?limit=500`: no proxy is before it. */
    requests(): Promise<string[]>;
  };
  /** Whether it keeps definitions of kinds. */
  hasCustomResources: boolean;
  /** How many objects are created in a burst. */
  burst: number;
  /** Removes what was made, and ends what was started. */
  stop(): Promise<void>;
}
