import { InputError } from '@backstage/errors';
import {
  AppliedExposure,
  ExposureDraft,
  ExposurePreview,
  RevokedExposure,
  RevokeRequest,
  validateDns1123Label,
  validateDns1123Subdomain,
} from 'backstage-plugin-network-policy-common';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { KeyedMutex } from '../concurrency/KeyedMutex';
import { LoadedEntity } from '../entities/EntityLoader';
import { Ownership } from '../ownership/Ownership';
import { findCluster } from '../targets/findTarget';
import { ClusterStates } from '../state/ClusterStates';
import { applyExposure } from './applyExposure';
import { previewExposure } from './previewExposure';
import { revokeExposure } from './revokeExposure';

/**
 * Previews, applies and revokes the policies that open an entity's pods. One policy is written by one person at a time.
 */
export class ExposureService {
  private readonly writes = new KeyedMutex();

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      states: ClusterStates;
      ownership: Ownership;
    },
  ) {}

  /** See {@link previewExposure}. */
  async preview(
    entity: LoadedEntity,
    request: { draft: ExposureDraft; requestedBy: string },
  ): Promise<ExposurePreview> {
    const { cluster, workload } = await findCluster(
      this.options.clusters,
      entity,
      request.draft.cluster,
    );
    return previewExposure(this.options.states, cluster, workload, request);
  }

  /** See {@link applyExposure}. */
  async apply(
    entity: LoadedEntity,
    request: { draft: ExposureDraft; requestedBy: string; dryRun: boolean },
  ): Promise<AppliedExposure> {
    const { cluster: name, namespace, name: policy } = request.draft;
    const { cluster, workload } = await findCluster(
      this.options.clusters,
      entity,
      name,
    );
    await this.options.ownership.requireWrite(entity, {
      cluster,
      namespace,
      podSelector: request.draft.podSelector,
    });
    return this.writes.run(`${name}/${namespace}/${policy}`, () =>
      applyExposure(this.options.states, cluster, workload, request),
    );
  }

  /** See {@link revokeExposure}. */
  async revoke(
    entity: LoadedEntity,
    request: RevokeRequest,
  ): Promise<RevokedExposure> {
    const { cluster: name, namespace, policy } = request;
    const problem =
      validateDns1123Label(namespace) ?? validateDns1123Subdomain(policy);
    if (problem) {
      throw new InputError(
        `${JSON.stringify(
          `${namespace}/${policy}`,
        )} is not a policy: ${problem}`,
      );
    }
    const { cluster, workload } = await findCluster(
      this.options.clusters,
      entity,
      name,
    );
    await this.options.ownership.requireWrite(entity, {
      cluster,
      namespace,
    });
    return this.writes.run(`${name}/${namespace}/${policy}`, () =>
      revokeExposure(this.options.states, cluster, workload, request),
    );
  }
}
