import { networkPolicyExposureRevokePermission } from 'backstage-plugin-network-policy-common';
import { entities, policy } from '../__testUtils__/fixtures';
import { startExposures } from '../__testUtils__/startExposures';
import {
  createNetworkPolicyExposureConditionalDecision,
  networkPolicyExposureConditions,
} from '../permissions/exposureConditions';

describe('revoking an exposure', () => {
  it('removes what was applied, and is done when it is gone', async () => {
    const { apply, revoke, applied, cluster, auditEvents } =
      await startExposures();
    await apply();
    const { uid, resourceVersion } = applied()!.metadata;

    const seen = await revoke({ dryRun: true });
    const first = await revoke({ seen: seen.body.version });
    const second = await revoke();

    expect(seen.body).toEqual({
      result: 'removed',
      dryRun: true,
      version: { uid, resourceVersion },
    });
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
      { succeeded: true, result: 'removed' },
      { succeeded: true, result: 'absent' },
    ]);
  });

  it('demands the version that was seen, and leaves any other', async () => {
    const { apply, revoke, applied, version } = await startExposures();
    await apply();
    const seen = version();
    await apply({ reason: 'newer', replaces: seen });

    const without = await revoke({ seen: undefined });
    const outdated = await revoke({ seen });

    expect(without.status).toBe(400);
    expect(without.body.error.message).toMatch(/^Nothing was removed: /);
    expect(outdated.status).toBe(409);
    expect(outdated.body.error.message).toContain('has changed since');
    expect(applied()).toBeDefined();
  });

  it('takes what was not made for the entity as absent', async () => {
    const { revoke, cluster, auditEvents } = await startExposures();

    const foreign = await revoke({ policy: 'web-deny-all', dryRun: true });
    const missing = await revoke({ policy: 'not-there', dryRun: true });

    expect(foreign.body).toEqual({ result: 'absent', dryRun: true });
    expect(foreign.body).toEqual(missing.body);
    expect(cluster.writes).toEqual([]);
    expect(auditEvents[0].outcome).toEqual({
      succeeded: true,
      result: 'absent',
    });
  });

  it("leaves another entity's, with pods and without", async () => {
    const { apply, revoke, cluster, applied } = await startExposures();
    await apply();

    const withPods = await revoke({}, 'database');
    cluster.remove('pods', 'web-1', 'default');
    const without = await revoke({}, 'database');
    const owner = await revoke();

    expect(withPods.body).toEqual({ result: 'absent', dryRun: false });
    expect(without.body).toEqual(withPods.body);
    expect(owner.body.result).toBe('removed');
    expect(applied()).toBeUndefined();
  });

  it('takes a policy without entity and owner for nobody', async () => {
    const { revoke, cluster } = await startExposures();
    cluster.put(
      'networkpolicies',
      policy('web-allow-all-namespaces', 'web', {
        manager: 'backstage-network-policy',
        labels: { 'app.kubernetes.io/managed-by': 'backstage' },
      }),
    );

    expect((await revoke()).body.result).toBe('absent');
    expect(cluster.writes).toEqual([]);
  });

  it('removes nothing for an entity without an owner', async () => {
    const { owner, ...spec } = entities.web.spec as { owner: string };
    const { revoke, cluster } = await startExposures({
      visible: [{ ...entities.web, spec }],
    });

    expect((await revoke()).status).toBe(403);
    expect(cluster.requests).toEqual([]);
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

    expect(body).toMatchObject({ result: 'removed', dryRun: true });
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

  it('asks the conditions for the width of the policy', async () => {
    const { apply, revoke, applied } = await startExposures({
      decisions: {
        'network-policy.exposure.revoke':
          createNetworkPolicyExposureConditionalDecision(
            networkPolicyExposureRevokePermission,
            networkPolicyExposureConditions.hasWidth({
              widths: ['certain-pods'],
            }),
          ),
      },
    });
    await apply();

    const { status, body } = await revoke();

    expect(status).toBe(403);
    expect(body.error.message).toContain('of the width all-namespaces');
    expect(applied()).toBeDefined();
  });
});
