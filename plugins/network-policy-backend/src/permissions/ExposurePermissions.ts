import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE } from 'backstage-plugin-network-policy-common';
import { exposureResourceRef, NetworkPolicyExposure } from './exposureRules';

/** A permission that is asked for an exposure. */
export type ExposurePermission = ResourcePermission<
  typeof RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE
>;

/** Tells of each exposure whether the person has the permission that was asked for. */
export type ExposureFilter = (exposure: NetworkPolicyExposure) => boolean;

/**
 * Asks permissions for exposures. A draft has no reference by which the permission backend could ask for it, so the
 * policy's conditions are evaluated here.
 */
export class ExposurePermissions {
  private readonly evaluate: ReturnType<
    typeof createConditionAuthorizer<NetworkPolicyExposure>
  >;

  /** @param options - with a registry that has the rules of exposures */
  constructor(
    private readonly options: {
      permissions: PermissionsService;
      registry: PermissionsRegistryService;
    },
  ) {
    this.evaluate = createConditionAuthorizer(
      options.registry.getPermissionRuleset(exposureResourceRef),
    );
  }

  /** For which exposures the person has a permission. */
  async filterFor(
    permission: ExposurePermission,
    credentials: BackstageCredentials,
  ): Promise<ExposureFilter> {
    const [filter] = await this.filtersFor([permission], credentials);
    return filter;
  }

  /** The same for several permissions, which are asked at once. */
  async filtersFor(
    permissions: readonly ExposurePermission[],
    credentials: BackstageCredentials,
  ): Promise<ExposureFilter[]> {
    const decisions = await this.options.permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return decisions.map(decision => this.filterOf(decision));
  }

  /**
   * For which exposures of a list the person has a permission.
   *
   * @throws NotAllowedError when it is denied for all of them.
   */
  async requireSome(
    permission: ExposurePermission,
    credentials: BackstageCredentials,
  ): Promise<ExposureFilter> {
    const [decision] = await this.options.permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `You do not have the permission ${permission.name}`,
      );
    }
    return this.filterOf(decision);
  }

  /**
   * Checks a permission for one exposure.
   *
   * @throws NotAllowedError when it is denied.
   */
  async require(
    permission: ExposurePermission,
    exposure: NetworkPolicyExposure,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const isAllowed = await this.filterFor(permission, credentials);
    if (!isAllowed(exposure)) {
      throw exposureDenied([permission], exposure);
    }
  }

  private filterOf(decision: PolicyDecision): ExposureFilter {
    return exposure =>
      decision.result === AuthorizeResult.ALLOW ||
      (decision.result === AuthorizeResult.CONDITIONAL &&
        this.evaluate(decision, exposure));
  }
}

/** The refusal of an exposure for which the person has none of these permissions. */
export function exposureDenied(
  permissions: readonly ExposurePermission[],
  { entity, cluster, namespace }: Omit<NetworkPolicyExposure, 'width'>,
): NotAllowedError {
  const names = permissions.map(({ name }) => name).join(' or ');
  return new NotAllowedError(
    `You do not have the permission ${names} for ${
      entity ?? 'this exposure'
    } in namespace ${namespace} of cluster ${cluster}`,
  );
}
