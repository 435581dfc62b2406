import { pod, policy } from '../__testUtils__/fixtures';
import { startExposures } from '../__testUtils__/startExposures';

describe('applying an exposure', () => {
  it('writes nothing when the same is asked again', async () => {
    const { apply, cluster } = await startExposures();
    await apply();

    const { body } = await apply();

    expect(body.result).toBe('unchanged');
    expect(cluster.writes).toHaveLength(1);
  });

  it('replaces a different draft only when asked to', async () => {
    const { apply, applied, cluster } = await startExposures();
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
    const { apply, cluster, applied, auditEvents } = await startExposures();
    cluster.put('networkpolicies', policy('web-allow-all-namespaces', 'web'));
    const before = applied();

    const { status, body } = await apply({ replace: true });

    const message =
      'NetworkPolicy default/web-allow-all-namespaces is managed by kubectl-client-side-apply; it was left unchanged';
    expect(status).toBe(409);
    expect(body.error.message).toBe(message);
    expect(applied()).toEqual(before);
    expect(cluster.writes).toEqual([]);
    expect(auditEvents[0].outcome).toEqual({
      succeeded: false,
      error: message,
    });
  });

  it('leaves what was changed by hand since as it is', async () => {
    const { apply, cluster } = await startExposures();
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
    const { apply, cluster } = await startExposures();

    const answers = await Promise.all([
      apply({ reason: 'one' }),
      apply({ reason: 'other' }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(cluster.writes).toHaveLength(1);
  });

  it('does not overwrite what changed after it looked', async () => {
    const { apply, cluster, applied } = await startExposures();
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
    const { apply, cluster } = await startExposures();
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
    const { apply, cluster } = await startExposures();

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

  it('opens no pods that another team may add later', async () => {
    const { apply, cluster } = await startExposures();
    cluster.put('pods', pod('web-1', 'default', { app: 'web', tier: 'x' }));

    const wider = await apply({ podSelector: { tier: 'x' } });
    const narrower = await apply({ podSelector: { app: 'web', tier: 'x' } });

    expect(wider.status).toBe(400);
    expect(wider.body.error.message).toBe(
      "The policy's podSelector must hold the labels app=web of component:default/web, or it could select pods of others later",
    );
    expect(narrower.body.result).toBe('created');
  });

  it("leaves the walkthrough's own policy, which isolates", async () => {
    const { apply, revoke, cluster } = await startExposures();
    cluster.put(
      'networkpolicies',
      policy('web-deny-all', 'web', {
        manager: 'backstage-network-policy',
        labels: {
          'app.kubernetes.io/managed-by': 'backstage',
          'app.kubernetes.io/part-of': 'network-policy-walkthrough',
        },
      }),
    );

    const replaced = await apply({ name: 'web-deny-all', replace: true });
    const revoked = await revoke({ policy: 'web-deny-all' });

    for (const { status, body } of [replaced, revoked]) {
      expect(status).toBe(409);
      expect(body.error.message).toBe(
        'NetworkPolicy default/web-deny-all is managed by the walkthrough; it was left unchanged',
      );
    }
    expect(cluster.writes).toEqual([]);
  });

  it('opens nothing where the entity has no pods', async () => {
    const { apply, cluster } = await startExposures();

    const { status, body } = await apply({ namespace: 'secondary' });

    expect(status).toBe(400);
    expect(body.error.message).toBe(
      "The policy's podSelector selects no pod of component:default/web in namespace secondary of cluster north",
    );
    expect(cluster.writes).toEqual([]);
  });
});
