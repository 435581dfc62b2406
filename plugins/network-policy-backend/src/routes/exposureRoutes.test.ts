import {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { networkPolicyExposureApplyPermission } from 'backstage-plugin-network-policy-common';
import request from 'supertest';
import { fillCluster } from '../__testUtils__/fixtures';
import { base, draft, startExposures } from '../__testUtils__/startExposures';
import {
  createNetworkPolicyExposureConditionalDecision,
  networkPolicyExposureConditions,
} from '../permissions/exposureConditions';

describe('PUT exposures', () => {
  it('applies the policy with who asked and who owns it', async () => {
    const { apply, applied, auditEvents } = await startExposures();

    const { status, body } = await apply({ ticket: 'NET-7' });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      result: 'created',
      dryRun: false,
      cluster: 'north',
      policy: { namespace: 'default', name: 'web-allow-all-namespaces' },
      manifest: expect.stringContaining('namespaceSelector: {}'),
    });
    expect(applied()).toMatchObject({
      metadata: {
        labels: { 'app.kubernetes.io/managed-by': 'backstage' },
        annotations: {
          'network-policy.backstage.io/entity': 'component:default/web',
          'network-policy.backstage.io/owner': 'group:default/web-team',
          'network-policy.backstage.io/reason': 'shared login page',
          'network-policy.backstage.io/requested-by': 'user:default/mock',
          'network-policy.backstage.io/ticket': 'NET-7',
        },
      },
      spec: {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ namespaceSelector: {} }] }],
      },
    });
    expect(auditEvents).toEqual([
      {
        eventId: 'exposure-apply',
        severityLevel: 'high',
        actor: 'user:default/mock',
        meta: {
          entity: { kind: 'component', namespace: 'default', name: 'web' },
          cluster: 'north',
          namespace: 'default',
          policy: 'web-allow-all-namespaces',
          dryRun: false,
        },
        outcome: { succeeded: true, result: 'created' },
      },
    ]);
  });

  it('keeps to the cluster that the entity names', async () => {
    const { apply, kubernetes } = await startExposures();
    fillCluster(kubernetes.add('south'));

    const north = await apply({}, 'southern');
    const south = await apply({ cluster: 'south' }, 'southern');

    expect(north.status).toBe(400);
    expect(south.body.result).toBe('created');
  });

  it('lets the API server check everything on a dry run', async () => {
    const { server, cluster, applied } = await startExposures();

    const { status, body } = await request(server)
      .put(`${base}/web/exposures?dryRun=true`)
      .send(draft());

    expect(status).toBe(200);
    expect(body).toMatchObject({ result: 'created', dryRun: true });
    expect(applied()).toBeUndefined();
    expect(cluster.requests.at(-1)).toMatchObject({
      method: 'POST',
      query: { dryRun: 'All' },
    });
  });

  it.each([
    [{ name: 'Web' }, /name: .*RFC 1123/],
    [{ podSelector: {} }, /podSelector: /],
    [{ namespace: '../kube-system' }, /namespace: .*RFC 1123/],
    [{ reason: '' }, /reason: /],
    [{ from: { width: 'everyone' } }, /from\/width/],
    [{ surprise: 1 }, /additional properties/],
  ])('refuses %j and sends nothing', async (values, message) => {
    const { apply, cluster } = await startExposures();

    const { status, body } = await apply(values);

    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
    expect(cluster.requests).toEqual([]);
  });

  it('passes on what the API server does not take', async () => {
    const { apply, cluster } = await startExposures();
    cluster.fault = ({ method }) =>
      method === 'POST'
        ? { code: 422, reason: 'Invalid', message: 'spec.x: Invalid value' }
        : undefined;

    const { status, body } = await apply();

    expect(status).toBe(400);
    expect(body.error.message).toContain('spec.x: Invalid value');
  });

  it('says so when the portal may not write, and when the cluster is down', async () => {
    const { apply, cluster, kubernetes } = await startExposures();
    cluster.fault = ({ method }) =>
      method === 'POST'
        ? { code: 403, reason: 'Forbidden', message: 'cannot create' }
        : undefined;
    kubernetes.add('down', { down: true });

    const forbidden = await apply();
    const down = await apply({ cluster: 'down' });

    expect(forbidden.status).toBe(502);
    expect(forbidden.body.error.message).toBe(
      'The portal may not apply NetworkPolicy default/web-allow-all-namespaces in cluster north: cannot create',
    );
    expect(down.status).toBe(502);
  });

  it.each(['nowhere', '../north', 'north/../../secrets'])(
    'knows no cluster %j',
    async cluster => {
      const { apply } = await startExposures();

      expect((await apply({ cluster })).status).toBe(404);
    },
  );

  it('needs the permission for this entity, and tells who tried', async () => {
    const { apply, cluster, auditEvents } = await startExposures({
      decisions: {
        'network-policy.exposure.apply': byOwner('group:default/data-team'),
      },
    });

    const { status, body } = await apply();

    const message =
      'You do not have the permission network-policy.exposure.apply for component:default/web in namespace default of cluster north';
    expect(status).toBe(403);
    expect(body.error.message).toBe(message);
    expect(cluster.requests).toEqual([]);
    expect(auditEvents).toEqual([
      expect.objectContaining({
        eventId: 'exposure-apply',
        outcome: { succeeded: false, error: message },
      }),
    ]);
  });

  it('takes the permission on a dry run too', async () => {
    const { server, cluster } = await startExposures({
      denied: ['network-policy.exposure.apply'],
    });

    const { status } = await request(server)
      .put(`${base}/web/exposures?dryRun=true`)
      .send(draft());

    expect(status).toBe(403);
    expect(cluster.requests).toEqual([]);
  });

  it.each<
    [
      string,
      PermissionCriteria<PermissionCondition<'network-policy-exposure'>>,
      object,
    ]
  >([
    [
      'another cluster',
      networkPolicyExposureConditions.inCluster({ clusters: ['south'] }),
      {},
    ],
    [
      'another namespace',
      networkPolicyExposureConditions.inNamespace({ namespaces: ['shop'] }),
      {},
    ],
    [
      'anything but all namespaces',
      {
        not: networkPolicyExposureConditions.hasWidth({
          widths: ['all-namespaces'],
        }),
      },
      { from: { width: 'certain-pods', podLabels: { app: 'client' } } },
    ],
  ])('asks the conditions for the draft: %s', async (_, conditions, other) => {
    const { apply } = await startExposures({
      decisions: {
        'network-policy.exposure.apply':
          createNetworkPolicyExposureConditionalDecision(
            networkPolicyExposureApplyPermission,
            conditions,
          ),
      },
    });

    expect((await apply()).status).toBe(403);
    expect((await apply(other)).status).toBe(
      Object.keys(other).length > 0 ? 200 : 403,
    );
  });
});

describe('POST exposures/manifest', () => {
  const start = async (options: Parameters<typeof startExposures>[0] = {}) => {
    const started = await startExposures(options);
    return {
      ...started,
      make: (values: object = {}, name = 'web') =>
        request(started.server)
          .post(`${base}/${name}/exposures/manifest`)
          .send(draft(values)),
    };
  };

  it('makes the file and reads no cluster', async () => {
    const { make, kubernetes } = await start({
      denied: ['network-policy.exposure.apply'],
    });

    const { status, body } = await make({ cluster: 'not-there' });

    expect(status).toBe(200);
    expect(body).toEqual({
      fileName: 'web-allow-all-namespaces.yaml',
      manifest: expect.stringContaining(
        'network-policy.backstage.io/entity: component:default/web',
      ),
    });
    expect(kubernetes.proxied).toEqual([]);
  });

  it('needs the permission to propose', async () => {
    const { make } = await start({
      denied: ['network-policy.exposure.propose'],
    });

    const { status, body } = await make();

    expect(status).toBe(403);
    expect(body.error.message).toContain('network-policy.exposure.propose');
  });

  it('keeps to the pods and the cluster of the entity', async () => {
    const { make } = await start();

    expect((await make({ podSelector: { app: 'db' } })).status).toBe(400);
    expect((await make({}, 'southern')).status).toBe(400);
    expect((await make({ cluster: 'south' }, 'southern')).status).toBe(200);
  });
});

function byOwner(claim: string) {
  return createNetworkPolicyExposureConditionalDecision(
    networkPolicyExposureApplyPermission,
    networkPolicyExposureConditions.isOwner({ claims: [claim] }),
  );
}
