import {
  AppliedExposure,
  EntityReach,
  ExposureDraft,
  ExposurePreview,
  ListedCluster,
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
 * The backend's API. Entity references are complete: `component:default/web`. Every call throws a `ResponseError` when
 * the backend answers with an error.
 *
 * @public
 */
export interface NetworkPolicyApi {
  /** The clusters, and whether the backend can read each by itself. */
  listClusters(options?: NetworkPolicyRequestOptions): Promise<ListedCluster[]>;
  /** Who can reach an entity, one target for every cluster and namespace that runs its pods. */
  getReach(
    entityRef: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<EntityReach>;
  startProbeRun(
    entityRef: string,
    request: ProbeRunRequest,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ProbeRun>;
  getProbeRun(
    entityRef: string,
    runId: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ProbeRun>;
  /** What applying a draft would change; nothing is written. */
  previewExposure(
    entityRef: string,
    draft: ExposureDraft,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ExposurePreview>;
  applyExposure(
    entityRef: string,
    draft: ExposureDraft,
    options?: NetworkPolicyRequestOptions & { dryRun?: boolean },
  ): Promise<AppliedExposure>;
  revokeExposure(
    entityRef: string,
    request: RevokeRequest,
    options?: NetworkPolicyRequestOptions,
  ): Promise<RevokedExposure>;
  getWalkthrough(
    cluster: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<Walkthrough>;
  deployWalkthrough(
    cluster: string,
    request: WalkthroughRequest,
    options?: NetworkPolicyRequestOptions,
  ): Promise<Walkthrough>;
  removeWalkthrough(
    cluster: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<Walkthrough>;
}
