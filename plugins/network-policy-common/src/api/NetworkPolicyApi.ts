import {
  AppliedExposure,
  EntityReach,
  ExposureDraft,
  ExposureManifest,
  ExposurePreview,
  FleetCluster,
  FleetExposurePage,
  GetReach,
  ListedCluster,
  ListFleetExposures,
  ListReachOfNamespaces,
  NamespaceExplanation,
  NamespacePage,
  ProbeRun,
  ProbeRunRequest,
  RevokedExposure,
  RevokeRequest,
  Walkthrough,
  WalkthroughRequest,
} from '../schema/openapi';

/**
 * Options of every call: a service or user token where the fetch API does not add one.
 *
 * @public
 */
export interface NetworkPolicyRequestOptions {
  token?: string;
}

/**
 * The pods of an entity in one namespace of a cluster.
 *
 * @public
 */
export interface ReachTargetPlace {
  cluster: string;
  namespace: string;
}

/**
 * Which namespaces to list, in which order, and where to begin.
 *
 * @public
 */
export type NamespaceQuery = ListReachOfNamespaces['query'];

/**
 * How many targets of an entity to answer, and where to begin.
 *
 * @public
 */
export type ReachQuery = GetReach['query'];

/**
 * Which exposures of all clusters to list, in which order, and where to begin.
 *
 * @public
 */
export type FleetExposureQuery = ListFleetExposures['query'];

/**
 * The backend's API. Entity references are complete: `component:default/web`. Every call throws a `ResponseError` when
 * the backend answers with an error.
 *
 * @public
 */
export interface NetworkPolicyApi {
  /** The clusters, and whether the backend can read each by itself. */
  listClusters(options?: NetworkPolicyRequestOptions): Promise<ListedCluster[]>;
  /** Who can reach an entity in numbers, one target for every cluster and namespace that runs its pods, by the page. */
  getReach(
    entityRef: string,
    options?: NetworkPolicyRequestOptions & { query?: ReachQuery },
  ): Promise<EntityReach>;
  /** Who can reach one target, a page of namespaces at a time. */
  listReachOfNamespaces(
    entityRef: string,
    target: ReachTargetPlace,
    query: NamespaceQuery,
    options?: NetworkPolicyRequestOptions,
  ): Promise<NamespacePage>;
  /** Why the pods of one namespace can reach a target or not, with the policies that decided. */
  explainReachOfNamespace(
    entityRef: string,
    target: ReachTargetPlace,
    sourceNamespace: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<NamespaceExplanation>;
  /** Every cluster, how well its state is known and what is in it. */
  listFleetClusters(
    options?: NetworkPolicyRequestOptions,
  ): Promise<FleetCluster[]>;
  /** Everything that opens pods beyond their namespace, on every cluster, a page at a time. */
  listFleetExposures(
    query: FleetExposureQuery,
    options?: NetworkPolicyRequestOptions,
  ): Promise<FleetExposurePage>;
  /** Starts real connections from the given namespaces. */
  startProbeRun(
    entityRef: string,
    request: ProbeRunRequest,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ProbeRun>;
  /** A probe run and the outcomes so far. */
  getProbeRun(
    entityRef: string,
    runId: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ProbeRun>;
  /** Ends a probe run that is in progress. */
  cancelProbeRun(
    entityRef: string,
    runId: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ProbeRun>;
  /** The policy of a draft as a file; no cluster is read. */
  makeExposureManifest(
    entityRef: string,
    draft: ExposureDraft,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ExposureManifest>;
  /** What applying a draft would change; nothing is written. */
  previewExposure(
    entityRef: string,
    draft: ExposureDraft,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ExposurePreview>;
  /** Applies the policy of a draft, never over what somebody else manages. */
  applyExposure(
    entityRef: string,
    draft: ExposureDraft,
    options?: NetworkPolicyRequestOptions & { dryRun?: boolean },
  ): Promise<AppliedExposure>;
  /** Removes a policy that the portal made for the entity, in the very version that was seen. */
  revokeExposure(
    entityRef: string,
    request: RevokeRequest,
    options?: NetworkPolicyRequestOptions,
  ): Promise<RevokedExposure>;
  /** What there is of the walkthrough in a cluster. */
  getWalkthrough(
    cluster: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<Walkthrough>;
  /** Deploys the walkthrough's service, and isolates it if asked. */
  deployWalkthrough(
    cluster: string,
    request: WalkthroughRequest,
    options?: NetworkPolicyRequestOptions,
  ): Promise<Walkthrough>;
  /** Removes what the walkthrough made and nothing else. */
  removeWalkthrough(
    cluster: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<Walkthrough>;
}
