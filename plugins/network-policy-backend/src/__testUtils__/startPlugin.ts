import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { networkPolicyPlugin } from '../plugin';
import { FakeKubernetes } from './FakeKubernetes';
import { entities } from './fixtures';
import { recordAudit } from './recordAudit';

/** Every namespace is the web team's and the data team's, and is written by the way that a fake cluster has. */
const consenting: JsonObject = {
  writeThrough: 'kubernetes-plugin',
  ownership: {
    namespaces: [
      {
        match: '*',
        owners: ['group:default/web-team', 'group:default/data-team'],
      },
    ],
  },
  probes: { from: { namespaces: ['*'] } },
  walkthrough: { enabled: true },
};

/**
 * Starts the whole plugin in a backend of its own, over a fake kubernetes plugin, or none. `denied` is what the person
 * may not do: a permission for every entity, or `permission on entity`.
 */
export async function startPlugin(options: {
  kubernetes?: FakeKubernetes;
  denied?: readonly string[];
  config?: JsonObject;
  features?: readonly BackendFeature[];
  visible?: readonly Entity[];
  /** What the permission policy says of permissions about exposures, by their names; they are allowed otherwise. */
  decisions?: Readonly<Record<string, PolicyDecision>>;
  /** In the place of `denied` and `decisions`, where who asks matters. */
  permissions?: BackendFeature;
}) {
  const { kubernetes, denied = [], config = {}, features = [] } = options;
  const catalog = catalogServiceMock({
    entities: [...(options.visible ?? Object.values(entities))],
  });
  const getEntityByRef = jest.spyOn(catalog, 'getEntityByRef');
  const { auditEvents, feature: auditor } = recordAudit();
  const authorize = jest.fn(
    async (requests: readonly { permission: { name: string } }[]) =>
      requests.map(({ permission, ...request }) => {
        const resourceRef = 'resourceRef' in request ? request.resourceRef : '';
        return {
          result:
            denied.includes(permission.name) ||
            denied.includes(`${permission.name} on ${resourceRef}`)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        } as const;
      }),
  );

  const authorizeConditional = jest.fn(
    async (requests: readonly { permission: { name: string } }[]) =>
      requests.map(({ permission: { name } }): PolicyDecision => {
        const result = denied.includes(name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW;
        return options.decisions?.[name] ?? { result };
      }),
  );

  const backend = await startTestBackend({
    features: [
      networkPolicyPlugin,
      ...(kubernetes ? [kubernetes.feature] : []),
      catalogServiceMock.mock({
        getEntityByRef: catalog.getEntityByRef.bind(catalog),
        getEntitiesByRefs: catalog.getEntitiesByRefs.bind(catalog),
      }).factory,
      options.permissions ??
        mockServices.permissions.mock({ authorize, authorizeConditional })
          .factory,
      auditor,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          networkPolicy: { ...consenting, ...config },
        },
      }),
      ...features,
    ],
  });
  return {
    backend,
    server: backend.server,
    auditEvents,
    authorize,
    authorizeConditional,
    getEntityByRef,
  };
}
