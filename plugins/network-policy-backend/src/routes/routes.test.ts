import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster } from '../__testUtils__/fixtures';
import { acceptedRequest } from '../__testUtils__/openapi/generatedRequests';
import { operations } from '../__testUtils__/openapi/operations';
import { startPlugin } from '../__testUtils__/startPlugin';
import { networkPolicyPermissions } from 'backstage-plugin-network-policy-common';
import { routes } from './routes';

const everyPermission = networkPolicyPermissions.map(({ name }) => name);

describe('the routes', () => {
  it('are the operations of the API', () => {
    expect(routes.map(({ operation }) => operation).sort()).toEqual(
      operations.map(({ method, path }) => `${method} ${path}`).sort(),
    );
  });

  it.each(routes)('need a registered permission: $operation', route => {
    expect(route.permissions).not.toEqual([]);
    expect(networkPolicyPermissions).toEqual(
      expect.arrayContaining([...route.permissions]),
    );
  });

  it.each(routes.filter(({ write }) => write))(
    'that write are for people: $operation',
    ({ who }) => {
      expect(who).toBe('people');
    },
  );
});

describe('with every permission denied', () => {
  const setUp = async () => {
    const kubernetes = new FakeKubernetes();
    fillCluster(kubernetes.add('north'));
    return {
      kubernetes,
      ...(await startPlugin({ kubernetes, denied: everyPermission })),
    };
  };
  let started: Awaited<ReturnType<typeof setUp>>;
  beforeAll(async () => {
    started = await setUp();
  });
  afterAll(() => started.backend.stop());

  it.each(operations)(
    '$method $path is 403 and reads nothing',
    async operation => {
      const { method, path, headers, body } = acceptedRequest(operation);
      const sent = request(started.server)
        [method.toLowerCase() as 'get'](`/api/network-policy${path}`)
        .set(headers);

      const answer = await (body === undefined ? sent : sent.send(body));

      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toMatch(/do not have the permission/);
      expect(started.kubernetes.proxied).toEqual([]);
      expect(started.kubernetes.listed).toBe(0);
    },
  );
});
