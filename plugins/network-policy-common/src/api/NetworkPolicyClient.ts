import { InputError, ResponseError } from '@backstage/errors';
import {
  AppliedExposure,
  DefaultApiClient,
  EntityReach,
  ExposureDraft,
  ExposureManifest,
  ExposurePreview,
  FleetCluster,
  FleetExposurePage,
  ListedCluster,
  NamespaceExplanation,
  NamespacePage,
  ProbeRun,
  ProbeRunRequest,
  RevokedExposure,
  RevokeRequest,
  TypedResponse,
  Walkthrough,
  WalkthroughRequest,
} from '../schema/openapi';
import {
  FleetExposureQuery,
  NamespaceQuery,
  NetworkPolicyApi,
  NetworkPolicyRequestOptions,
  ReachQuery,
  ReachTargetPlace,
} from './NetworkPolicyApi';

function entityPath(entityRef: string) {
  const [, kind, namespace, name] =
    /^([^:/]+):([^:/]+)\/([^:/]+)$/.exec(entityRef) ?? [];
  if (!name) {
    throw new InputError(
      `'${entityRef}' is not a complete entity reference, like component:default/web`,
    );
  }
  return { kind, namespace, name };
}

function targetPath(
  entityRef: string,
  { cluster, namespace: targetNamespace }: ReachTargetPlace,
) {
  return { ...entityPath(entityRef), cluster, targetNamespace };
}

async function bodyOf<T>(response: TypedResponse<T>): Promise<T> {
  if (!response.ok) {
    const error = await ResponseError.fromResponse(response);
    // The backend's own words say what to do; "Request failed with 409 Conflict" does not.
    error.message = error.body.error.message || error.message;
    throw error;
  }
  return response.json();
}

/**
 * The backend's API over HTTP, for browsers and backends alike.
 *
 * @public
 */
export class NetworkPolicyClient implements NetworkPolicyApi {
  private readonly client: DefaultApiClient;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.client = new DefaultApiClient(options);
  }

  async listClusters(
    options?: NetworkPolicyRequestOptions,
  ): Promise<ListedCluster[]> {
    return bodyOf(await this.client.listClusters({}, options));
  }

  async getReach(
    entityRef: string,
    options: NetworkPolicyRequestOptions & { query?: ReachQuery } = {},
  ): Promise<EntityReach> {
    const { query = {}, ...requestOptions } = options;
    const path = entityPath(entityRef);
    return bodyOf(await this.client.getReach({ path, query }, requestOptions));
  }

  async listReachOfNamespaces(
    entityRef: string,
    target: ReachTargetPlace,
    query: NamespaceQuery,
    options?: NetworkPolicyRequestOptions,
  ): Promise<NamespacePage> {
    const path = targetPath(entityRef, target);
    return bodyOf(
      await this.client.listReachOfNamespaces({ path, query }, options),
    );
  }

  async explainReachOfNamespace(
    entityRef: string,
    target: ReachTargetPlace,
    sourceNamespace: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<NamespaceExplanation> {
    const path = { ...targetPath(entityRef, target), sourceNamespace };
    return bodyOf(await this.client.explainReachOfNamespace({ path }, options));
  }

  async listFleetClusters(
    options?: NetworkPolicyRequestOptions,
  ): Promise<FleetCluster[]> {
    return bodyOf(await this.client.listFleetClusters({}, options));
  }

  async listFleetExposures(
    query: FleetExposureQuery,
    options?: NetworkPolicyRequestOptions,
  ): Promise<FleetExposurePage> {
    return bodyOf(await this.client.listFleetExposures({ query }, options));
  }

  async startProbeRun(
    entityRef: string,
    request: ProbeRunRequest,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ProbeRun> {
    const path = entityPath(entityRef);
    return bodyOf(
      await this.client.startProbeRun({ path, body: request }, options),
    );
  }

  async getProbeRun(
    entityRef: string,
    runId: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ProbeRun> {
    const path = { ...entityPath(entityRef), runId };
    return bodyOf(await this.client.getProbeRun({ path }, options));
  }

  async cancelProbeRun(
    entityRef: string,
    runId: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ProbeRun> {
    const path = { ...entityPath(entityRef), runId };
    return bodyOf(await this.client.cancelProbeRun({ path }, options));
  }

  async makeExposureManifest(
    entityRef: string,
    draft: ExposureDraft,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ExposureManifest> {
    const path = entityPath(entityRef);
    return bodyOf(
      await this.client.makeExposureManifest({ path, body: draft }, options),
    );
  }

  async previewExposure(
    entityRef: string,
    draft: ExposureDraft,
    options?: NetworkPolicyRequestOptions,
  ): Promise<ExposurePreview> {
    const path = entityPath(entityRef);
    return bodyOf(
      await this.client.previewExposure({ path, body: draft }, options),
    );
  }

  async applyExposure(
    entityRef: string,
    draft: ExposureDraft,
    options: NetworkPolicyRequestOptions & { dryRun?: boolean } = {},
  ): Promise<AppliedExposure> {
    const { dryRun, ...requestOptions } = options;
    const path = entityPath(entityRef);
    return bodyOf(
      await this.client.applyExposure(
        { path, body: draft, query: { ...(dryRun && { dryRun }) } },
        requestOptions,
      ),
    );
  }

  async revokeExposure(
    entityRef: string,
    request: RevokeRequest,
    options?: NetworkPolicyRequestOptions,
  ): Promise<RevokedExposure> {
    const path = entityPath(entityRef);
    return bodyOf(
      await this.client.revokeExposure({ path, body: request }, options),
    );
  }

  async getWalkthrough(
    cluster: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<Walkthrough> {
    return bodyOf(
      await this.client.getWalkthrough({ path: { cluster } }, options),
    );
  }

  async deployWalkthrough(
    cluster: string,
    request: WalkthroughRequest,
    options?: NetworkPolicyRequestOptions,
  ): Promise<Walkthrough> {
    return bodyOf(
      await this.client.deployWalkthrough(
        { path: { cluster }, body: request },
        options,
      ),
    );
  }

  async removeWalkthrough(
    cluster: string,
    options?: NetworkPolicyRequestOptions,
  ): Promise<Walkthrough> {
    return bodyOf(
      await this.client.removeWalkthrough({ path: { cluster } }, options),
    );
  }
}
