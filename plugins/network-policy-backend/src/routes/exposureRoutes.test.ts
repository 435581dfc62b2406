import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster, pod, policy } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';

const base = '/api/network-policy/entities/component/default';

const draft = (values: object = {}) => ({
  cluster: 'north',
  namespace: 'default',
  name: 'web-allow-all-namespaces',
  podSelector: { app: 'web' },
  from: { width: 'all-namespaces' },
  ports: [],
  reason: 'shared login page',
  ...values,
});

const setUp = async (
  options: Partial<Parameters<typeof startPlugin>[0]> = {},
) => {
  const kubernetes = new FakeKubernetes();
  const cluster = fillCluster(kubernetes.add('north'));
  const started = await startPlugin({ kubernetes, ...options });
  const { server } = started;
  return {
    kubernetes,
    cluster,
    ...started,
    apply: (values?: object, name = 'web') =>
      request(server).put(`${base}/${name}/exposures`).send(draft(values)),
    preview: (values?: object) =>
      request(server).post(`${base}/web/exposures/preview`).send(draft(values)),
    revoke: (values: object = {}, name = 'web') =>
      request(server)
        .post(`${base}/${name}/exposures/revoke`)
        .send({
          cluster: 'north',
          namespace: 'default',
          policy: 'web-allow-all-namespaces',
          ...values,
        }),
    applied: () =>
      cluster.find('networkpolicies', 'web-allow-all-namespaces', 'default'),
  };
};

describe('PUT exposures', () => {
  it('applies the policy with who asked and who owns it', async () => {
    const { apply, applied, auditEvents } = await setUp();

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
        meta: {
          requestedBy: 'user:default/mock',
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

  it('writes nothing when the same is asked again', async () => {
    const { apply, cluster } = await setUp();
    await apply();

    const { body } = await apply();

    expect(body.result).toBe('unchanged');
    expect(cluster.writes).toHaveLength(1);
  });

  it('replaces a different draft only when asked to', async () => {
    const { apply, applied, cluster } = await setUp();
    await apply();
    const seen = applied()?.metadata.resourceVersion;

    const refused = await apply({ reason: 'another reason' });
    const replaced = await apply({ reason: 'another reason', replace: true });

    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toBe(
      'NetworkPolicy default/web-allow-all-namespaces was applied by user:default/mock at 2026-11-22T10:00:00Z and differs from this draft; it was left unchanged. Set replace to change it',
    );
    expect(replaced.body.result).toBe('updated');
    expect(cluster.writes[1].body.metadata.resourceVersion).toBe(seen);
    expect(applied()?.metadata.annotations).toMatchObject({
      'network-policy.backstage.io/reason': 'another reason',
    });
  });

  it('leaves what somebody else manages as it is, and says whose it is', async () => {
    const { apply, cluster, applied, auditEvents } = await setUp();
    cluster.put('networkpolicies', policy('web-allow-all-namespaces', 'web'));
    const before = applied();

    const { status, body } = await apply({ replace: true });

    const message =
      'NetworkPolicy default/web-allow-all-namespaces is managed by kubectl-client-side-apply; it was left unchanged';
    expect(status).toBe(409);
    expect(body.error.message).toBe(message);
    expect(applied()).toEqual(before);
    expect(cluster.writes).toEqual([]);
    expect(auditEvents[0].outcome).toEqual({ succeeded: false, error: message });
  });

  it('leaves what was changed by hand since as it is', async () => {
    const { apply, cluster } = await setUp();
    cluster.put(
      'networkpolicies',
      policy('web-allow-all-namespaces', 'web', {
        manager: 'kubectl-edit',
        labels: { 'app.kubernetes.io/managed-by': 'backstage' },
      }),
    );

    const { status, body } = await apply({ replace: true });

    expect(status).toBe(409);
    expect(body.error.message).toContain('is managed by kubectl-edit');
  });

  it('lets one of two people win who apply at once, and tells the other', async () => {
    const { apply, cluster } = await setUp();

    const answers = await Promise.all([
      apply({ reason: 'one' }),
      apply({ reason: 'other' }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(cluster.writes).toHaveLength(1);
  });

  it('does not overwrite what changed after it looked', async () => {
    const { apply, cluster, applied } = await setUp();
    await apply();
    cluster.fault = ({ method }) => {
      if (method === 'PATCH') {
        const ours = applied();
        cluster.put('networkpolicies', { ...ours!, spec: { changed: true } });
      }
      return undefined;
    };

    const { status, body } = await apply({ reason: 'newer', replace: true });

    expect(status).toBe(409);
    expect(body.error.message).toContain('was changed by somebody else');
    expect(applied()?.spec).toEqual({ changed: true });
  });

  it('names the managers of a conflict that the API server finds', async () => {
    const { apply, cluster } = await setUp();
    cluster.fault = ({ method }) => {
      if (method === 'PATCH') {
        cluster.put(
          'networkpolicies',
          policy('web-allow-all-namespaces', 'web', { manager: 'argocd' }),
        );
      }
      return undefined;
    };

    const { status, body } = await apply();

    expect(status).toBe(409);
    expect(body.error.message).toBe(
      'NetworkPolicy default/web-allow-all-namespaces is managed by argocd; it was left unchanged',
    );
  });

  it('opens no pods of another team', async () => {
    const { apply, cluster } = await setUp();

    const other = await apply({ podSelector: { app: 'db' } });
    cluster.put('pods', pod('both', 'default', { app: 'db', tier: 'x' }));
    cluster.put('pods', pod('web-2', 'default', { app: 'web', tier: 'x' }));
    const both = await apply({ podSelector: { tier: 'x' } });

    expect(other.status).toBe(400);
    expect(other.body.error.message).toBe(
      "The policy's podSelector selects pods that are not of component:default/web: db-1",
    );
    expect(both.status).toBe(400);
    expect(both.body.error.message).toContain('both');
    expect(cluster.writes).toEqual([]);
  });

  it('opens nothing where the entity has no pods', async () => {
    const { apply, cluster } = await setUp();

    const { status, body } = await apply({ namespace: 'secondary' });

    expect(status).toBe(400);
    expect(body.error.message).toBe(
      "The policy's podSelector selects no pod of component:default/web in namespace secondary of cluster north",
    );
    expect(cluster.writes).toEqual([]);
  });

  it('keeps to the cluster that the entity names', async () => {
    const { apply, kubernetes } = await setUp();
    fillCluster(kubernetes.add('south'));

    const north = await apply({}, 'southern');
    const south = await apply({ cluster: 'south' }, 'southern');

    expect(north.status).toBe(400);
    expect(south.body.result).toBe('created');
  });

  it('lets the API server check everything on a dry run', async () => {
    const { server, cluster, applied } = await setUp();

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
    const { apply, cluster } = await setUp();

    const { status, body } = await apply(values);

    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
    expect(cluster.requests).toEqual([]);
  });

  it('passes on what the API server does not take', async () => {
    const { apply, cluster } = await setUp();
    cluster.fault = ({ method }) =>
      method === 'PATCH'
        ? { code: 422, reason: 'Invalid', message: 'spec.x: Invalid value' }
        : undefined;

    const { status, body } = await apply();

    expect(status).toBe(400);
    expect(body.error.message).toContain('spec.x: Invalid value');
  });

  it('says so when the portal may not write, and when the cluster is down', async () => {
    const { apply, cluster, kubernetes } = await setUp();
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
      const { apply } = await setUp();

      expect((await apply({ cluster })).status).toBe(404);
    },
  );

  it('needs the permission for this entity, and tells who tried', async () => {
    const { apply, cluster, auditEvents } = await setUp({
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

describe('POST exposures/preview', () => {
  it('tells who gains access and writes nothing', async () => {
    const { preview, cluster } = await setUp();

    const { status, body } = await preview();

    expect(status).toBe(200);
    expect(body).toMatchObject({
      fileName: 'web-allow-all-namespaces.yaml',
      totalNamespaces: 3,
      before: [],
      after: ['default', 'kube-system', 'secondary'],
      gains: ['default', 'kube-system', 'secondary'],
      loses: [],
      outsideBefore: 'shut-out',
      outsideAfter: 'shut-out',
      warnings: [
        {
          code: 'system-namespaces',
          message: 'System namespaces gain access: kube-system.',
        },
      ],
    });
    expect(cluster.writes).toEqual([]);
  });

  it('warns that pods that are open today become isolated', async () => {
    const { preview, cluster } = await setUp();
    cluster.remove('networkpolicies', 'web-deny-all', 'default');

    const { body } = await preview();

    expect(body.outsideBefore).toBe('admitted');
    expect(body.outsideAfter).toBe('shut-out');
    expect(codes(body)).toContain('starts-isolating');
  });

  it('warns that other policies say the same, that one exists and that egress blocks', async () => {
    const { preview, cluster } = await setUp();
    const ingress = [{ from: [{ namespaceSelector: {} }] }];
    cluster
      .put('networkpolicies', policy('open', 'web', { ingress }))
      .put('networkpolicies', policy('web-allow-all-namespaces', 'web'))
      .put('networkpolicies', {
        metadata: { name: 'deny-egress', namespace: 'secondary' },
        spec: { podSelector: {}, policyTypes: ['Egress'] },
      });

    const { body } = await preview();

    expect(codes(body)).toEqual(
      expect.arrayContaining([
        'exists-foreign',
        'changes-nothing',
        'egress-still-blocks',
      ]),
    );
  });

  it('says by whom the policy that exists was applied', async () => {
    const { preview, apply } = await setUp();
    await apply();

    const { body } = await preview({ reason: 'another' });

    expect(body.warnings).toContainEqual({
      code: 'exists-managed',
      message:
        'A policy of this name was applied from this portal by user:default/mock at 2026-11-22T10:00:00Z.',
    });
  });
});

describe('POST exposures/revoke', () => {
  it('removes what was applied, and is done when it is gone', async () => {
    const { apply, revoke, applied, cluster, auditEvents } = await setUp();
    await apply();
    const { uid, resourceVersion } = applied()!.metadata;

    const first = await revoke();
    const second = await revoke();

    expect(first.body).toEqual({ result: 'removed', dryRun: false });
    expect(second.body).toEqual({ result: 'absent', dryRun: false });
    expect(applied()).toBeUndefined();
    expect(
      cluster.writes.find(({ method }) => method === 'DELETE')?.body
        .preconditions,
    ).toEqual({ uid, resourceVersion });
    expect(auditEvents.map(({ outcome }) => outcome)).toEqual([
      { succeeded: true, result: 'created' },
      { succeeded: true, result: 'removed' },
      { succeeded: true, result: 'absent' },
    ]);
  });

  it('leaves what somebody else manages', async () => {
    const { revoke, cluster } = await setUp();

    const { status, body } = await revoke({ policy: 'web-deny-all' });

    expect(status).toBe(409);
    expect(body.error.message).toBe(
      'NetworkPolicy default/web-deny-all is managed by kubectl-client-side-apply; it was left unchanged',
    );
    expect(cluster.writes).toEqual([]);
  });

  it("leaves another team's, with pods and without", async () => {
    const { apply, revoke, cluster, applied } = await setUp();
    await apply();

    const withPods = await revoke({}, 'database');
    cluster.remove('pods', 'web-1', 'default');
    const without = await revoke({}, 'database');
    const owner = await revoke();

    expect(withPods.status).toBe(400);
    expect(withPods.body.error.message).toContain('web-1');
    expect(without.status).toBe(400);
    expect(without.body.error.message).toContain('group:default/web-team');
    expect(owner.body.result).toBe('removed');
    expect(applied()).toBeUndefined();
  });

  it('does not remove what changed after it looked', async () => {
    const { apply, revoke, cluster, applied } = await setUp();
    await apply();
    cluster.fault = ({ method }) => {
      if (method === 'DELETE') {
        cluster.put('networkpolicies', applied()!);
      }
      return undefined;
    };

    expect((await revoke()).status).toBe(409);
    expect(applied()).toBeDefined();
  });

  it('removes nothing on a dry run', async () => {
    const { apply, revoke, applied } = await setUp();
    await apply();

    const { body } = await revoke({ dryRun: true });

    expect(body).toEqual({ result: 'removed', dryRun: true });
    expect(applied()).toBeDefined();
  });

  it('takes only names of policies', async () => {
    const { revoke, cluster } = await setUp();

    expect((await revoke({ policy: '../pods/web-1' })).status).toBe(400);
    expect((await revoke({ namespace: 'a/b' })).status).toBe(400);
    expect(cluster.requests).toEqual([]);
  });

  it('needs its own permission', async () => {
    const { revoke, cluster } = await setUp({
      denied: ['network-policy.exposure.revoke'],
    });

    expect((await revoke()).status).toBe(403);
    expect(cluster.requests).toEqual([]);
  });
});

function codes(body: { warnings: { code: string }[] }) {
  return body.warnings.map(({ code }) => code);
}
