import { apiVersionOf, resources } from '../storage/registry';
import { reviewKinds } from '../rbac/reviews';

const verbs = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

const reviewGroups = [
  { group: 'authorization.k8s.io', version: 'v1' },
  { group: 'authentication.k8s.io', version: 'v1' },
];

function groupVersions() {
  const unique = new Map(
    [...resources, ...reviewGroups].map(({ group, version }) => [
      `${group}/${version}`,
      { group, version },
    ]),
  );
  return [...unique.values()];
}

function resourceList(group: string, version: string): object {
  const stored = resources.filter(
    each => each.group === group && each.version === version,
  );
  const reviews = Object.entries(reviewKinds).filter(
    ([, review]) => review.group === group,
  );
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: [
      ...stored.flatMap(each => [
        {
          name: each.resource,
          singularName: each.singular,
          namespaced: each.namespaced,
          kind: each.kind,
          verbs,
          shortNames: each.shortNames,
          ...(each.categories.length ? { categories: each.categories } : {}),
        },
        ...(each.hasStatus
          ? [
              {
                name: `${each.resource}/status`,
                singularName: '',
                namespaced: each.namespaced,
                kind: each.kind,
                verbs: ['get', 'patch', 'update'],
              },
            ]
          : []),
        ...(each.resource === 'pods'
          ? [
              {
                name: 'pods/log',
                singularName: '',
                namespaced: true,
                kind: 'Pod',
                verbs: ['get'],
              },
            ]
          : []),
      ]),
      ...reviews.map(([name, { kind }]) => ({
        name,
        singularName: kind.toLowerCase(),
        namespaced: false,
        kind,
        verbs: ['create'],
      })),
    ],
  };
}

function groupList(): object {
  const groups = groupVersions().filter(({ group }) => group !== '');
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(({ group, version }) => {
      const served = { groupVersion: `${group}/${version}`, version };
      return { name: group, versions: [served], preferredVersion: served };
    }),
  };
}

const versionInfo = {
  major: '1',
  minor: '37',
  gitVersion: 'v1.37.0-simulated',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: '',
  compiler: 'none',
  platform: 'simulated/any',
};

/** What clients ask to learn what is served; undefined for other paths. */
export function discover(path: string): object | undefined {
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
  switch (plain) {
    case '/version':
      return versionInfo;
    case '/api':
      return {
        kind: 'APIVersions',
        versions: ['v1'],
        serverAddressByClientCIDRs: [],
      };
    case '/apis':
      return groupList();
    case '/':
      return {
        paths: ['/api', '/apis', '/healthz', '/openapi/v3', '/version'],
      };
    default:
      break;
  }
  for (const { group, version } of groupVersions()) {
    const prefix = group ? `/apis/${group}` : '/api';
    if (plain === `${prefix}/${version}`) return resourceList(group, version);
    if (group && plain === prefix) {
      const served = { groupVersion: `${group}/${version}`, version };
      return {
        kind: 'APIGroup',
        apiVersion: 'v1',
        name: group,
        versions: [served],
        preferredVersion: served,
      };
    }
  }
  return undefined;
}
