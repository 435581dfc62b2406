import { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  networkPolicyExposureApplyPermission,
  networkPolicyExposureRevokePermission,
} from 'backstage-plugin-network-policy-common';
import { entities, pod, policy } from '../__testUtils__/fixtures';
import { startExposures } from '../__testUtils__/startExposures';
import {
  createNetworkPolicyExposureConditionalDecision,
  networkPolicyExposureConditions,
} from '../permissions/exposureConditions';
import { ExposurePermission } from '../permissions/ExposurePermissions';

/** A component that owns the pods of web that are no canaries. */
const stable = {
  ...entities.web,
  metadata: {
    ...entities.web.metadata,
    name: 'stable',
    annotations: {
      'backstage.io/kubernetes-label-selector': 'app=web,!canary',
    },
  },
};

describe('applying an exposure', () => {
  it('writes nothing when the same is asked again', async () => {
    const { apply, cluster } = await startExposures();
    await apply();

    const { body } = await apply();

    expect(body.result).toBe('unchanged');
    expect(cluster.writes).toHaveLength(1);
  });

  it('replaces a different draft only in the version that was seen', async () => {
    const { apply, applied, cluster, version } = await startExposures();
    await apply();
    const replaces = version();

    const refused = await apply({ reason: 'another reason' });
    const replaced = await apply({ reason: 'another reason', replaces });

    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toBe(
      'NetworkPolicy default/web-allow-all-namespaces was left unchanged: it was applied by user:default/mock at 2026-11-22T10:00:00Z and differs from this draft. Preview the draft, and send the version that you saw to replace it',
    );
    expect(replaced.body.result).toBe('updated');
    expect(cluster.writes[1].body.metadata).toMatchObject(replaces);
    expect(applied()?.metadata.annotations).toMatchObject({
      'network-policy.backstage.io/reason': 'another reason',
    });
  });

  it('refuses a version that is no longer there', async () => {
    const { apply, version, applied, cluster } = await startExposures();
    await apply();
    const replaces = version();
    await apply({ reason: 'newer', replaces });

    const outdated = await apply({ reason: 'another', replaces });
    cluster.remove('networkpolicies', 'web-allow-all-namespaces', 'default');
    const removed = await apply({ reason: 'another', replaces });

    expect(outdated.status).toBe(409);
    expect(outdated.body.error.message).toBe(
      'NetworkPolicy default/web-allow-all-namespaces was left unchanged: it has changed since you looked at it. Look at it again before you go on',
    );
    expect(removed.status).toBe(409);
    expect(removed.body.error.message).toContain('has been removed since');
    expect(applied()).toBeUndefined();
  });

  it('takes no name that another policy has, and does not say whose it is', async () => {
    const { apply, cluster, applied, version, auditEvents } =
      await startExposures();
    cluster.put('networkpolicies', policy('web-allow-all-namespaces', 'web'));
    const before = applied();

    const { status, body } = await apply({ replaces: version() });

    const message =
      'NetworkPolicy default/web-allow-all-namespaces stays as it is: a policy of that name exists, and was not made for component:default/web. Choose another name';
    expect(status).toBe(409);
    expect(body.error.message).toBe(message);
    expect(applied()).toEqual(before);
    expect(cluster.writes).toEqual([]);
    expect(auditEvents[0].outcome).toEqual({
      succeeded: false,
      error: message,
    });
  });

  it('leaves what was changed by hand since as it is, and says so', async () => {
    const { apply, cluster, applied, version } = await startExposures();
    await apply();
    const ours = applied()!;
    cluster.put('networkpolicies', {
      ...ours,
      metadata: {
        ...ours.metadata,
        managedFields: [
          ...ours.metadata.managedFields!,
          { manager: 'kubectl-edit', fieldsV1: { 'f:spec': {} } },
        ],
      },
    });

    const { status, body } = await apply({
      reason: 'other',
      replaces: version(),
    });

    expect(status).toBe(409);
    expect(body.error.message).toBe(
      'NetworkPolicy default/web-allow-all-namespaces stays as it is: it was made for component:default/web, and is managed by kubectl-edit now. Change it there',
    );
  });

  it('says what to do with a policy whose marks were removed by hand', async () => {
    const { apply, preview, cluster, applied, version } =
      await startExposures();
    await apply();
    const ours = applied()!;
    cluster.put('networkpolicies', {
      ...ours,
      metadata: { ...ours.metadata, labels: {} },
    });
    const because =
      'it was made for component:default/web and has been changed by hand since. Change it by hand, or delete it with kubectl';

    const { body } = await preview({ reason: 'other' });
    const applying = await apply({ reason: 'other', replaces: version() });

    expect(applying.status).toBe(409);
    expect(applying.body.error.message).toBe(
      `NetworkPolicy default/web-allow-all-namespaces stays as it is: ${because}`,
    );
    expect(body.warnings).toContainEqual({
      code: 'exists-foreign',
      message: `A policy of this name exists: ${because}.`,
    });
  });

  it('replaces what an older version of the portal made for the same owner', async () => {
    const { apply, cluster, applied, version } = await startExposures();
    await apply();
    const ours = applied()!;
    const {
      'network-policy.backstage.io/entity': entity,
      ...annotations
    }: Record<string, string> = ours.metadata.annotations!;
    const older = { ...ours, metadata: { ...ours.metadata, annotations } };
    cluster.put('networkpolicies', older);

    const { body } = await apply({ replaces: version() });

    expect(body.result).toBe('updated');
    expect(applied()?.metadata.annotations).toMatchObject({
      'network-policy.backstage.io/entity': entity,
    });
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
    const { apply, cluster, applied, version } = await startExposures();
    await apply();
    cluster.fault = ({ method }) => {
      if (method === 'PUT') {
        const ours = applied();
        cluster.put('networkpolicies', { ...ours!, spec: { changed: true } });
      }
      return undefined;
    };

    const { status, body } = await apply({
      reason: 'newer',
      replaces: version(),
    });

    expect(status).toBe(409);
    expect(body.error.message).toContain('changed it at the same moment');
    expect(applied()?.spec).toEqual({ changed: true });
  });

  it.each([
    ['app=web,tier in (front,back)', { tier: 'front' }, true],
    ['app=web,tier in (front,back)', {}, false],
    ['app=web,tier notin (db)', { tier: 'front' }, true],
    ['app=web,tier notin (db)', {}, false],
    ['app=web,tier', { tier: 'front' }, true],
    ['app=web,tier', {}, false],
  ])(
    'opens for %s no pods that may come later: %j',
    async (query, more, ok) => {
      const metadata = {
        ...stable.metadata,
        annotations: { 'backstage.io/kubernetes-label-selector': query },
      };
      const { apply, cluster } = await startExposures({
        visible: [{ ...stable, metadata }],
      });
      cluster.put(
        'pods',
        pod('web-1', 'default', { app: 'web', tier: 'front' }),
      );

      const { status } = await apply(
        { podSelector: { app: 'web', ...more } },
        'stable',
      );

      expect(status).toBe(ok ? 200 : 400);
    },
  );

  it('replaces no policy whose width the caller could neither apply nor revoke', async () => {
    const narrow = (permission: ExposurePermission) =>
      createNetworkPolicyExposureConditionalDecision(
        permission,
        networkPolicyExposureConditions.hasWidth({
          widths: ['labelled-namespaces'],
        }),
      );
    const decisions: Record<string, PolicyDecision> = {};
    const { apply, applied, version } = await startExposures({ decisions });
    await apply();
    decisions['network-policy.exposure.apply'] = narrow(
      networkPolicyExposureApplyPermission,
    );
    decisions['network-policy.exposure.revoke'] = narrow(
      networkPolicyExposureRevokePermission,
    );

    const { status, body } = await apply({
      from: { width: 'labelled-namespaces', namespaceLabels: { a: 'b' } },
      replaces: version(),
    });

    expect(status).toBe(403);
    expect(body.error.message).toBe(
      'NetworkPolicy default/web-allow-all-namespaces was left unchanged: you have neither the permission network-policy.exposure.apply nor network-policy.exposure.revoke for a policy of its width, all-namespaces',
    );
    expect(applied()?.spec).toMatchObject({
      ingress: [{ from: [{ namespaceSelector: {} }] }],
    });
  });

  it('names the owner to whom the namespace has consented', async () => {
    const owned = (owner: string) => ({ type: 'ownedBy', targetRef: owner });
    const web = {
      ...entities.web,
      relations: [
        owned('group:default/other'),
        owned('group:default/web-team'),
      ],
    };
    const { apply, applied } = await startExposures({ visible: [web] });

    expect((await apply()).status).toBe(200);
    expect(applied()?.metadata.annotations).toMatchObject({
      'network-policy.backstage.io/owner': 'group:default/web-team',
    });
  });

  it('opens no pods of another team', async () => {
    const { apply, cluster } = await startExposures({
      visible: [entities.web, stable],
    });
    cluster.put('pods', pod('web-2', 'default', { app: 'web', canary: '' }));

    const other = await apply({ podSelector: { app: 'db' } });
    const both = await apply({}, 'stable');

    expect(other.status).toBe(400);
    expect(other.body.error.message).toContain('must hold the labels app=web');
    expect(both.status).toBe(400);
    expect(both.body.error.message).toBe(
      "The policy's podSelector must hold labels from which the selector app=web,!canary of component:default/stable follows, or it could select pods of others later",
    );
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
        annotations: {
          'network-policy.backstage.io/owner': 'group:default/web-team',
        },
      }),
    );

    expect((await apply({ name: 'web-deny-all' })).status).toBe(409);
    expect((await revoke({ policy: 'web-deny-all' })).body.result).toBe(
      'absent',
    );
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
