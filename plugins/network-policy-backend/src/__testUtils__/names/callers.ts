import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { networkPolicyPermissions } from 'backstage-plugin-network-policy-common';
import { webTeam } from './world';

/** Who asks, with what the permission policy gives them. */
export interface KindOfCaller {
  header: string;
  permissions: readonly string[];
  /** Where permissions about exposures depend on who owns the entity. */
  claims?: readonly string[];
}

const all = networkPolicyPermissions.map(({ name }) => name);
const looking = ['network-policy.reach.read', 'network-policy.clusters.read'];

export const callers = {
  owner: {
    header: mockCredentials.user.header('user:default/dana'),
    permissions: all.filter(name => name !== 'network-policy.fleet.read'),
    claims: ['user:default/dana', webTeam],
  },
  'platform engineer': {
    header: mockCredentials.user.header('user:default/piet'),
    permissions: all,
  },
  'other team': {
    header: mockCredentials.user.header('user:default/mira'),
    permissions: [...looking, 'network-policy.exposure.read'],
    claims: ['user:default/mira', 'group:default/other-team'],
  },
  service: {
    header: mockCredentials.service.header(),
    permissions: all,
  },
} satisfies Record<string, KindOfCaller>;

/** The permission of every caller, less what is denied for a while. */
export function createPermissions() {
  const denied = new Set<string>();
  const decide = (
    { name }: Permission,
    { principal }: BackstageCredentials<any>,
  ): PolicyDecision => {
    const { permissions, claims } = callerOf(principal);
    if (denied.has(name) || !permissions.includes(name)) {
      return { result: AuthorizeResult.DENY };
    }
    return claims && name.startsWith('network-policy.exposure.')
      ? ofOwners(claims)
      : { result: AuthorizeResult.ALLOW };
  };
  const service = mockServices.permissions.mock({
    authorize: (async (requests, { credentials }) =>
      requests.map(({ permission }) =>
        decide(permission, credentials),
      )) as PermissionsService['authorize'],
    authorizeConditional: async (requests, { credentials }) =>
      requests.map(({ permission }) => decide(permission, credentials)),
  });
  return { denied, feature: service.factory };
}

function callerOf(principal: {
  type: string;
  userEntityRef?: string;
}): KindOfCaller {
  if (principal.type === 'service') {
    return callers.service;
  }
  const people = {
    'user:default/dana': callers.owner,
    'user:default/piet': callers['platform engineer'],
  };
  return (
    people[principal.userEntityRef as keyof typeof people] ??
    callers['other team']
  );
}

function ofOwners(claims: readonly string[]): PolicyDecision {
  const resourceType = 'network-policy-exposure';
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'network-policy',
    resourceType,
    conditions: {
      rule: 'IS_OWNER',
      resourceType,
      params: { claims: [...claims] },
    },
  };
}
