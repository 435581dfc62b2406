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
       * Names of namespaces to read where the portal may not read the whole cluster. Every answer about such a cluster
       * says that it is partial. Default none: such a cluster is shown as forbidden.
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
      /**
       * The credential with which policies and probe Jobs are written, which this backend alone holds: exactly one of
       * token, tokenFile and inCluster. Without it the cluster is read only here.
       */
      writer?: {
        /**
         * A token that lasts.
         *
         * @visibility secret
         */
        token?: string;
        /**
         * File of the token. It is read again when it changes, so that a bound token keeps working when it is renewed.
         */
        tokenFile?: string;
        /**
         * Whether to use the service account of the pod that the backend runs in. The portal does not start when the
         * kubernetes plugin would sign in with the same account.
         */
        inCluster?: boolean;
        /**
         * Address of the API server. Default: that of the pod for inCluster, otherwise that of the kubernetes plugin's
         * entry of the same name in kubernetes.clusterLocatorMethods. The portal does not start without one. A token is
         * sent over https only, and over http to this machine, such as to kubectl proxy. Redirects are not followed.
         */
        url?: string;
        /**
         * Certificate authority, base64. Default: that of the pod for inCluster, otherwise that of the kubernetes
         * plugin's entry. It is required where that entry has skipTLSVerify.
         */
        caData?: string;
        /**
         * File of the certificate authority instead. It is read again when it changes.
         */
        caFile?: string;
      };
    }>;
    /**
     * For demos only: writes with the kubernetes plugin's account where a cluster has no credential of its own. The
     * plugin's proxy lends that account to everybody who has the permission kubernetes.proxy. The log says so at start-up.
     * Default none.
     */
    writeThrough?: 'none' | 'kubernetes-plugin';
    /**
     * Whose word counts when somebody wants to share pods of a namespace, or to probe from it. By default nobody's, so
     * that nothing can be written.
     */
    ownership?: {
      /**
       * Whether the annotation network-policy.backstage.io/owners of a Namespace counts. Default false.
       */
      namespaceAnnotation?: boolean;
      /**
       * Whether the label backstage.io/kubernetes-id of the pods counts. Default false.
       */
      podLabel?: boolean;
      /**
       * Owners of namespaces, by their names.
       */
      namespaces?: Array<{
        /**
         * Name of a namespace, in which * stands for any characters.
         */
        match: string;
        /**
         * The only cluster that this is about. Default all.
         */
        cluster?: string;
        /**
         * Full references of the entities that own them, such as group:default/web-team.
         */
        owners: string[];
      }>;
      /**
       * Namespaces in which nothing is ever written, beside kube-system, kube-public and kube-node-lease. * stands for
       * any characters.
       */
      denied?: string[];
    };
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
      /**
       * How many runs one person may have in progress, over all replicas, 1 to 20. Default 3.
       */
      runsPerPerson?: number;
      /**
       * How many runs may be in progress in one cluster, over all replicas, 1 to 20. Default 10.
       */
      runsPerCluster?: number;
      /**
       * Namespaces from which everybody may probe. One may always probe from namespaces that one owns.
       */
      from?: {
        /**
         * Their names, in which * stands for any characters.
         */
        namespaces?: string[];
        /**
         * Labels of the Namespaces, as kubectl takes them, such as probes=allowed.
         */
        labelSelector?: string;
      };
    };
    walkthrough?: {
      /**
       * Whether people with the permission network-policy.walkthrough may deploy the example service. Default false.
       */
      enabled?: boolean;
      /**
       * Image of the example service; it must answer on port 80. Default nginx.
       */
      image?: string;
      /**
       * The credential of each cluster with which the example service is deployed: exactly one of token, tokenFile and
       * inCluster.
       */
      clusters?: Array<{
        /**
         * Name of the cluster in the kubernetes plugin.
         */
        name: string;
        /**
         * A token that lasts.
         *
         * @visibility secret
         */
        token?: string;
        /**
         * File of the token. It is read again when it changes, so that a bound token keeps working when it is renewed.
         */
        tokenFile?: string;
        /**
         * Whether to use the service account of the pod that the backend runs in. The portal does not start when the
         * kubernetes plugin would sign in with the same account.
         */
        inCluster?: boolean;
        /**
         * Address of the API server. Default: that of the pod for inCluster, otherwise that of the kubernetes plugin's
         * entry of the same name in kubernetes.clusterLocatorMethods. The portal does not start without one. A token is
         * sent over https only, and over http to this machine, such as to kubectl proxy. Redirects are not followed.
         */
        url?: string;
        /**
         * Certificate authority, base64. Default: that of the pod for inCluster, otherwise that of the kubernetes
         * plugin's entry. It is required where that entry has skipTLSVerify.
         */
        caData?: string;
        /**
         * File of the certificate authority instead. It is read again when it changes.
         */
        caFile?: string;
      }>;
    };
  };
}
