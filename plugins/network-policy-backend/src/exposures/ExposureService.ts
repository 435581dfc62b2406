import { InputError } from '@backstage/errors';
import {
  AppliedExposure,
  ExposureManifest,
  ExposurePreview,
  RevokedExposure,
  validateDns1123Label,
  validateDns1123Subdomain,
} from 'backstage-plugin-network-policy-common';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { KeyedMutex } from '../concurrency/KeyedMutex';
import { LoadedEntity } from '../targets/LoadedEntity';
import { Ownership } from '../ownership/Ownership';
import { findCluster } from '../targets/findTarget';
import { ClusterStates } from '../state/ClusterStates';
import { applyExposure, PermittedDraft } from './applyExposure';
import { makeManifest, RequestedDraft } from './buildPolicy';
import { previewExposure } from './previewExposure';
import { PermittedRevokeRequest, revokeExposure } from './revokeExposure';

/**
 * Previews, applies, proposes and revokes the policies that open an entity's pods. The caller's permission was asked
 * before; here the namespace's consent comes first, and only then the cluster is read for the caller. One policy is
 * written by one request at a time.
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

  /**
   * See {@link previewExposure}. Who can reach pods that only annotations claim is shown where `claimsShown`, or where
   * the configuration trusts nobody's consent.
   *
   * @throws NotAllowedError as for a write, where it is not shown.
   */
  async preview(
    entity: LoadedEntity,
    request: RequestedDraft & { mayApply: boolean; claimsShown: boolean },
  ): Promise<ExposurePreview> {
    const { clusters, states, ownership } = this.options;
    const { cluster: name, namespace, podSelector } = request.draft;
    const found = await findCluster(clusters, entity, name);
    const place = { cluster: found.cluster, namespace, podSelector };
    const notConsented = await ownership.refusalOfWrite(entity, place);
    if (notConsented && ownership.isConfigured && !request.claimsShown) {
      throw notConsented;
    }
    const owner = await ownership.consentedOwner(entity, place);
    return previewExposure(states, found, entity, {
      ...request,
      owner,
      notConsented,
    });
  }

  /** See {@link makeManifest}. */
  makeManifest(
    entity: LoadedEntity,
    request: RequestedDraft,
  ): ExposureManifest {
    return makeManifest(entity, request);
  }

  /** See {@link applyExposure}. */
  async apply(
    entity: LoadedEntity,
    request: PermittedDraft,
  ): Promise<AppliedExposure> {
    const { clusters, states, ownership } = this.options;
    const { cluster: name, namespace, name: policy } = request.draft;
    const { podSelector } = request.draft;
    const found = await findCluster(clusters, entity, name);
    const place = { cluster: found.cluster, namespace, podSelector };
    await ownership.requireWrite(entity, place);
    const owner = await ownership.consentedOwner(entity, place);
    return this.writes.run(`${name}/${namespace}/${policy}`, () =>
      applyExposure(states, found, entity, { ...request, owner }),
    );
  }

  /** See {@link revokeExposure}. */
  async revoke(
    entity: LoadedEntity,
    request: PermittedRevokeRequest,
  ): Promise<RevokedExposure> {
    const { clusters, states, ownership } = this.options;
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
    const found = await findCluster(clusters, entity, name);
    await ownership.requireWrite(entity, { cluster: found.cluster, namespace });
    return this.writes.run(`${name}/${namespace}/${policy}`, () =>
      revokeExposure(states, found, entity, request),
    );
  }
}
