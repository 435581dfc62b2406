import { Outcome } from 'backstage-plugin-network-policy-common';

/**
 * What a probe connects to. At least one of `serviceHost` and `podAddress` is there.
 *
 * @public
 */
export interface ProbeTarget {
  /**
   * Host name of the Service without the cluster's domain, such as `web.default.svc`. All that the Service leads to was
   * judged to be the entity's. Resolve the name in the cluster and as a full name, with a dot at its end: a search domain
   * could lead it elsewhere.
   */
  serviceHost?: string;
  /** Port of the Service; the policies see `port`, which may differ. */
  servicePort?: number;
  /** Address of one of the pods behind the Service, judged right before the probe. Connect to no other address. */
  podAddress?: string;
  /** Port of the pods. */
  port: number;
  /** The backend asks for TCP only. */
  protocol: 'TCP' | 'UDP' | 'SCTP';
}

/**
 * One connection to try from one namespace of a cluster.
 *
 * @public
 */
export interface ProbeRequest {
  /** Name of the cluster, as the kubernetes plugin knows it. */
  cluster: string;
  /** Namespace whose pod makes the connection. It has consented to probes of the entity. */
  sourceNamespace: string;
  /** What to connect to. */
  target: ProbeTarget;
  /** The run that this probe belongs to; whatever a prober creates must be found again by it. */
  runId: string;
  /** A connection counts only when it stands within this time, in milliseconds. */
  timeoutMs: number;
  /** Labels of the pod that connects: the verdict was computed for a pod with exactly these. */
  labels: Readonly<Record<string, string>>;
}

/**
 * What a probe saw. `not-run` is for a probe that never got to connect, with the cluster's own words in `detail`.
 *
 * @public
 */
export interface ProbeResult {
  /** What came of the connection. */
  outcome: Outcome;
  /** What else there is to say, in the cluster's own words. */
  detail?: string;
  /** What each step saw, where both were taken. */
  steps: { service?: Outcome; pod?: Outcome };
}

/**
 * Makes connections from a namespace. The backend's own prober runs a Job there, with the cluster's writer.
 *
 * A prober of a module has its own credentials: with one, probes are not off in a cluster without a writer, and the
 * module says by `not-run` where it cannot probe. The backend has asked for everything else before it calls: the
 * permission, the consent of the source namespace, the budgets and the target. It calls for one namespace of a cluster
 * at a time, and for a bounded number of a cluster at once.
 *
 * An outcome must come from what the prober itself started. A label or a name is no proof of that, because others in the
 * namespace can use the same; the uid of a created object is.
 *
 * @public
 */
export interface Prober {
  /**
   * Tries one connection. It never throws for what a cluster does: that is an outcome. When `signal` aborts, because the
   * run was cancelled or the portal stops, it removes what it made and answers `not-run` soon: a cancelled run keeps its
   * place until then.
   */
  probe(
    request: ProbeRequest,
    options: { signal: AbortSignal },
  ): Promise<ProbeResult>;
  /**
   * Removes whatever a run left behind in these namespaces, after the portal was killed during it. It must remove only
   * what the prober itself made.
   */
  sweep?(
    run: { cluster: string; runId: string; namespaces: readonly string[] },
    options: { signal: AbortSignal },
  ): Promise<void>;
}
