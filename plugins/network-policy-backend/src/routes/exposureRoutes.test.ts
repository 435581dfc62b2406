import request from 'supertest';
import { fillCluster } from '../__testUtils__/fixtures';
import { base, draft, startExposures } from '../__testUtils__/startExposures';

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
      method: 'PATCH',
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
      method === 'PATCH'
        ? { code: 422, reason: 'Invalid', message: 'spec.x: Invalid value' }
        : undefined;

    const { status, body } = await apply();

    expect(status).toBe(400);
    expect(body.error.message).toContain('spec.x: Invalid value');
  });

  it('says so when the portal may not write, and when the cluster is down', async () => {
    const { apply, cluster, kubernetes } = await startExposures();
    cluster.fault = ({ method }) =>
      method === 'PATCH'
        ? { code: 403, reason: 'Forbidden', message: 'cannot patch' }
        : undefined;
    kubernetes.add('down', { down: true });

    const forbidden = await apply();
    const down = await apply({ cluster: 'down' });

    expect(forbidden.status).toBe(502);
    expect(forbidden.body.error.message).toBe(
      'The portal may not apply NetworkPolicy default/web-allow-all-namespaces in cluster north: cannot patch',
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
      denied: ['network-policy.exposure.apply on component:default/web'],
    });

    const { status } = await apply();

    expect(status).toBe(403);
    expect(cluster.requests).toEqual([]);
    expect(auditEvents).toEqual([
      expect.objectContaining({
        eventId: 'exposure-apply',
        outcome: {
          succeeded: false,
          error: expect.stringContaining('network-policy.exposure.apply'),
        },
      }),
    ]);
  });
});
