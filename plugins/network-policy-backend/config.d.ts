export interface Config {
  networkPolicy?: {
    cluster?: {
      /**
       * How long one call to a cluster may take, in milliseconds, 500 to 60000. A cluster that takes longer is shown
       * as unreachable and delays no other one. Default 10000.
       */
      timeoutMs?: number;
      /**
       * How often a cluster is listed that cannot be watched, in seconds, 10 to 3600. Default 60.
       */
      pollSeconds?: number;
      /**
       * How long a cluster is kept up to date after somebody has last asked for it, in minutes, 1 to 1440. Default 30.
       */
      idleMinutes?: number;
      /**
       * Whether clusters are kept up to date from the start of the portal on, though nobody asks. Default false.
       */
      alwaysOn?: boolean;
      /**
       * Names of namespaces to be content with where the portal may not read the whole cluster. Everything that is told
       * of such a cluster is told to be partial. Default none: such a cluster is shown as forbidden.
       */
      namespaces?: string[];
    };
    /**
     * What is different for one cluster from what `cluster` says.
     */
    clusters?: Array<{
      /**
       * Name of the cluster in the kubernetes plugin.
       */
      name: string;
      /**
       * See networkPolicy.cluster.alwaysOn.
       */
      alwaysOn?: boolean;
      /**
       * See networkPolicy.cluster.namespaces.
       */
      namespaces?: string[];
    }>;
    probes?: {
      /**
       * Image of the probe pods. It must hold agnhost at /agnhost. Default
       * registry.k8s.io/e2e-test-images/agnhost:2.53.
       */
      image?: string;
      /**
       * A connection counts only when it stands within this time, in milliseconds, 500 to 10000. Default 2000.
       */
      timeoutMs?: number;
      /**
       * How many probe pods run at once in one cluster, 1 to 50. Default 4.
       */
      concurrency?: number;
      /**
       * How long a probe may take from the creation of its Job to its result, image pull included, in seconds, 10 to
       * 300. The cluster itself ends the pod after it. Default 30.
       */
      deadlineSeconds?: number;
      /**
       * DNS domain of the clusters. Default cluster.local.
       */
      clusterDomain?: string;
      /**
       * How long a run stays with its replica of the portal when that has died or lost the database, in seconds, 3 to
       * 300. Then another replica ends it. Default 30.
       */
      leaseSeconds?: number;
      /**
       * Runs that are older are deleted, in days, 1 to 3650. The latest attempt from each namespace stays. Default 30.
       */
      retentionDays?: number;
    };
    walkthrough?: {
      /**
       * Whether people with the permission network-policy.walkthrough may deploy the example service. Default true.
       */
      enabled?: boolean;
      /**
       * Image of the example service; it must answer on port 80. Default nginx.
       */
      image?: string;
    };
  };
}
