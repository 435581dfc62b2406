import { policy } from '../__testUtils__/fixtures';
import { startExposures } from '../__testUtils__/startExposures';
import { waitFor } from '../__testUtils__/startProbes';

describe('previewing an exposure', () => {
  it('tells who gains access and writes nothing', async () => {
    const { preview, cluster } = await startExposures();

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

  it('says how well the cluster is known by which it judges', async () => {
    const { preview, cluster } = await startExposures();
    expect((await preview()).body).toMatchObject({
      asOf: expect.stringMatching(/^\d{4}-/),
      health: { state: 'live' },
    });

    cluster.fault = ({ plural }) =>
      plural === 'namespaces'
        ? { code: 403, reason: 'Forbidden', message: 'not any more' }
        : undefined;
    cluster.watches.cut();

    const { health, asOf, warnings } = await waitFor(async () => {
      const { body } = await preview();
      return body.health?.state === 'stale' ? body : undefined;
    });
    expect(health.since).toBe(asOf);
    expect(warnings).toContainEqual({
      code: 'stale',
      message: expect.stringContaining(
        `known at ${asOf}, and may be different by now. ${health.because}`,
      ),
    });
  });

  it('warns that pods that are open today become isolated', async () => {
    const { preview, cluster } = await startExposures();
    cluster.remove('networkpolicies', 'web-deny-all', 'default');

    const { body } = await preview();

    expect(body.outsideBefore).toBe('admitted');
    expect(body.outsideAfter).toBe('shut-out');
    expect(codes(body)).toContain('starts-isolating');
  });

  it('warns that other policies say the same, that one exists and that egress blocks', async () => {
    const { preview, cluster } = await startExposures();
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
    const { preview, apply } = await startExposures();
    await apply();

    const { body } = await preview({ reason: 'another' });

    expect(body.warnings).toContainEqual({
      code: 'exists-managed',
      message:
        'A policy of this name was applied from this portal by user:default/mock at 2026-11-22T10:00:00Z.',
    });
  });

  it("tells the version of the entity's own policy, and of no other", async () => {
    const { preview, apply, version, cluster } = await startExposures();
    const none = await preview();
    await apply();
    const own = await preview({ reason: 'another' });
    cluster.put('networkpolicies', policy('web-allow-all-namespaces', 'web'));
    const foreign = await preview();

    expect(none.body).not.toHaveProperty('existing');
    expect(none.body).not.toHaveProperty('applyRefused');
    expect(own.body.existing).toEqual({
      ...version(),
      resourceVersion: expect.any(String),
    });
    expect(own.body).not.toHaveProperty('applyRefused');
    expect(foreign.body).not.toHaveProperty('existing');
    expect(foreign.body.applyRefused).toMatch(/Choose another name$/);
  });

  it('says why a draft cannot be applied, and what is open', async () => {
    const proposing = await startExposures({
      denied: ['network-policy.exposure.apply'],
    });
    const readOnly = await startExposures({ config: { writeThrough: 'none' } });

    expect((await proposing.preview()).body.applyRefused).toBe(
      'You do not have the permission network-policy.exposure.apply for component:default/web in namespace default of cluster north; propose a pull request',
    );
    expect((await readOnly.preview()).body.applyRefused).toMatch(
      /read only here.*pull request/,
    );
  });

  it('judges a namespace that has not consented by what is known of it', async () => {
    const { preview, apply, cluster } = await startExposures({
      config: { ownership: {} },
    });

    const { status, body } = await preview();
    const refused = await apply();

    expect(status).toBe(200);
    expect(body.gains).toContain('secondary');
    expect(body.applyRefused).toBe(refused.body.error.message);
    expect(refused.status).toBe(403);
    const asked = cluster.requests.filter(
      ({ namespace, name }) => namespace ?? name,
    );
    expect(asked).toEqual([]);
  });

  it('needs the permission to apply or to propose', async () => {
    const { preview, cluster } = await startExposures({
      denied: [
        'network-policy.exposure.apply',
        'network-policy.exposure.propose',
      ],
    });

    const { status, body } = await preview();

    expect(status).toBe(403);
    expect(body.error.message).toContain(
      'network-policy.exposure.apply or network-policy.exposure.propose',
    );
    expect(cluster.requests).toEqual([]);
  });
});

function codes(body: { warnings: { code: string }[] }) {
  return body.warnings.map(({ code }) => code);
}
