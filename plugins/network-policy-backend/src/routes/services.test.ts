import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Router } from 'express';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { entities, fillCluster } from '../__testUtils__/fixtures';
import { acceptedRequest } from '../__testUtils__/openapi/generatedRequests';
import { operations } from '../__testUtils__/openapi/operations';
import { networkPolicyPlugin } from '../plugin';
import { routes } from './routes';

const base = '/api/network-policy';
const reach = `${base}/entities/component/default/web/reach`;

/** A catalog that looks at nothing but whether Backstage lets a caller in. */
const catalog = createBackendPlugin({
  pluginId: 'catalog',
  register(registration) {
    registration.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = Router();
        router.get(
          '/entities/by-name/:kind/:namespace/:name',
          (asked, answer) => {
            const found = Object.values<Entity>(entities).find(
              entity =>
                stringifyEntityRef(entity) === stringifyEntityRef(asked.params),
            );
            answer.status(found ? 200 : 404).json(found ?? {});
          },
        );
        httpRouter.use(router);
      },
    });
  },
});

/** External access as an operator configures it, each token with what it may do. */
const tokens = {
  everywhere: undefined,
  numbers: [
    { plugin: 'catalog' },
    { plugin: 'network-policy', permission: 'network-policy.reach.read' },
  ],
  reading: [
    { plugin: 'catalog' },
    { plugin: 'network-policy', permissionAttribute: { action: 'read' } },
  ],
  withoutCatalog: [{ plugin: 'network-policy' }],
  elsewhere: [{ plugin: 'catalog' }],
};
type Token = keyof typeof tokens;

const setUp = async () => {
  const kubernetes = new FakeKubernetes();
  const cluster = fillCluster(kubernetes.add('north'));
  const backend = await startTestBackend({
    features: [
      networkPolicyPlugin,
      kubernetes.feature,
      catalog,
      authServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: 'http://localhost',
            database: { client: 'better-sqlite3', connection: ':memory:' },
            auth: {
              externalAccess: Object.entries(tokens).map(
                ([token, accessRestrictions]) => ({
                  type: 'static',
                  options: { token: `token-${token}`, subject: token },
                  ...(accessRestrictions && { accessRestrictions }),
                }),
              ),
            },
          },
          permission: { enabled: true },
        },
      }),
    ],
  });
  const send = async (
    method: string,
    path: string,
    token: Token,
    body?: string,
  ) => {
    const sent = request(backend.server)
      [method.toLowerCase() as 'get'](path)
      .set('authorization', `Bearer token-${token}`);
    return body === undefined
      ? sent
      : sent.set('content-type', 'application/json').send(body);
  };
  return { backend, cluster, send };
};

describe('a service, such as a CI job', () => {
  let started: Awaited<ReturnType<typeof setUp>>;
  beforeAll(async () => {
    started = await setUp();
  });
  afterAll(() => started.backend.stop());

  it.each<[string, Token, number]>([
    [reach, 'everywhere', 200],
    [reach, 'numbers', 200],
    [reach, 'reading', 200],
    [`${reach}/north/default/namespaces`, 'everywhere', 200],
    [`${reach}/north/default/namespaces`, 'numbers', 403],
    [`${reach}/north/default/namespaces/secondary`, 'reading', 200],
    [`${reach}/north/default/namespaces/secondary`, 'numbers', 403],
    [`${base}/clusters`, 'reading', 200],
    [`${base}/clusters`, 'numbers', 403],
    [`${base}/fleet/clusters`, 'reading', 200],
    [`${base}/fleet/exposures`, 'reading', 200],
    [`${base}/fleet/exposures`, 'numbers', 403],
    [reach, 'elsewhere', 403],
    [`${base}/fleet/exposures`, 'elsewhere', 403],
  ])('reads %s with the token %s: %i', async (path, token, expected) => {
    const { status } = await started.send('GET', path, token);

    expect(status).toBe(expected);
  });

  it('sees whether names are shown by its own restrictions', async () => {
    const all = await started.send('GET', reach, 'reading');
    const numbers = await started.send('GET', reach, 'numbers');

    expect(all.body.targets[0].namesShown).toBe(true);
    expect(numbers.body.targets[0].namesShown).toBe(false);
  });

  it('asks the catalog by its own rights, not by ours', async () => {
    const { status, body } = await started.send('GET', reach, 'withoutCatalog');

    expect(status).toBe(403);
    expect(body.error.message).toContain("Access to target plugin 'catalog'");
  });

  it.each(routes.filter(({ who }) => who === 'people'))(
    'may not $operation',
    async ({ operation }) => {
      const described = operations.find(
        ({ method, path }) => `${method} ${path}` === operation,
      )!;
      const { method, path, body } = acceptedRequest(described);

      const answer = await started.send(
        method,
        base + path,
        'everywhere',
        body,
      );

      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain("'service' credentials");
      expect(started.cluster.writes).toEqual([]);
    },
  );
});
