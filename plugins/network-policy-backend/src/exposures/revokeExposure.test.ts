import { entities, policy } from '../__testUtils__/fixtures';
import { startExposures } from '../__testUtils__/startExposures';

describe('revoking an exposure', () => {
  it('removes what was applied, and is done when it is gone', async () => {
    const { apply, revoke, applied, cluster, auditEvents } =
      await startExposures();
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
    const { revoke, cluster, auditEvents } = await startExposures();

    const { status, body } = await revoke({ policy: 'web-deny-all' });

    const message =
      'NetworkPolicy default/web-deny-all is managed by kubectl-client-side-apply; it was left unchanged';
    expect(status).toBe(409);
    expect(body.error.message).toBe(message);
    expect(cluster.writes).toEqual([]);
    expect(auditEvents.map(({ outcome }) => outcome)).toEqual([
      { succeeded: false, error: message },
    ]);
  });

  it("leaves another team's, with pods and without", async () => {
    const { apply, revoke, cluster, applied } = await startExposures();
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

  it('takes a policy without an owner for nobody, also for an entity without one', async () => {
    const { owner, ...spec } = entities.web.spec as { owner: string };
    const { revoke, cluster } = await startExposures({
      visible: [{ ...entities.web, spec }],
    });
    cluster.remove('pods', 'web-1', 'default');
    cluster.put(
      'networkpolicies',
      policy('web-allow-all-namespaces', 'web', {
        manager: 'backstage-network-policy',
        labels: { 'app.kubernetes.io/managed-by': 'backstage' },
      }),
    );

    const { status, body } = await revoke();

    expect(status).toBe(400);
    expect(body.error.message).toContain('its owner is not known');
  });

  it('does not remove what changed after it looked', async () => {
    const { apply, revoke, cluster, applied } = await startExposures();
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
    const { apply, revoke, applied } = await startExposures();
    await apply();

    const { body } = await revoke({ dryRun: true });

    expect(body).toEqual({ result: 'removed', dryRun: true });
    expect(applied()).toBeDefined();
  });

  it('takes only names of policies', async () => {
    const { revoke, cluster } = await startExposures();

    expect((await revoke({ policy: '../pods/web-1' })).status).toBe(400);
    expect((await revoke({ namespace: 'a/b' })).status).toBe(400);
    expect(cluster.requests).toEqual([]);
  });

  it('needs its own permission', async () => {
    const { revoke, cluster } = await startExposures({
      denied: ['network-policy.exposure.revoke'],
    });

    expect((await revoke()).status).toBe(403);
    expect(cluster.requests).toEqual([]);
  });
});
