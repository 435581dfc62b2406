import request from 'supertest';
import { namespace, pod, policy } from '../__testUtils__/fixtures';
import { startExposures } from '../__testUtils__/startExposures';

// A whole backend starts in each test, or two.
jest.setTimeout(60_000);

const claiming = (query: string, name = 'greedy') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: { 'backstage.io/kubernetes-label-selector': query },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'web-team' },
});

/** The web team owns its namespace; payments and kube-system have agreed to nothing. */
const ownership = {
  namespaces: [{ match: 'default', owners: ['group:default/web-team'] }],
};

const start = async (
  query: string,
  options: Parameters<typeof startExposures>[0] = {},
) => {
  const started = await startExposures({
    visible: [claiming(query)],
    config: { ownership },
    ...options,
  });
  started.cluster
    .put('namespaces', namespace('payments'))
    .put(
      'networkpolicies',
      policy('closed-ledger', 'ledger', { namespace: 'payments' }),
    )
    .put('pods', pod('ledger', 'payments', { app: 'ledger' }));
  return started;
};

describe("attack 3: a selector that claims everybody's pods", () => {
  it.each([
    '!no-such-label',
    'app!=x',
    'app',
    'app in (web,db,ledger)',
    'app notin (x)',
  ])('attack 3: %s writes nowhere, and no cluster is asked', async query => {
    const { preview, apply, revoke, cluster } = await start(query);
    const anywhere = { podSelector: { app: 'ledger' }, namespace: 'payments' };

    const answers = await Promise.all([
      preview(anywhere, 'greedy'),
      apply(anywhere, 'greedy'),
      apply({}, 'greedy'),
      revoke({}, 'greedy'),
    ]);

    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(body.error.message).toBe(
        'Nothing was changed: the annotation backstage.io/kubernetes-label-selector of component:default/greedy has no label with a value, such as app=web, so its pods cannot be told from those of others. Add one',
      );
    }
    expect(cluster.requests).toEqual([]);
  });

  it.each(['payments', 'kube-system', 'not-there'])(
    "attack 3: a label that others' pods carry writes nothing in %s",
    async place => {
      const { apply, revoke, cluster } = await start('app=ledger');
      const values = { podSelector: { app: 'ledger' }, namespace: place };

      const applied = await apply(values, 'greedy');
      const revoked = await revoke({ namespace: place }, 'greedy');

      for (const { status, body } of [applied, revoked]) {
        expect(status).toBe(403);
        expect(body.error.message).toBe(
          `Namespace ${place} of cluster north has not consented to changes for component:default/greedy, so nothing is changed there. Ask those who run the portal to name group:default/web-team for it in networkPolicy.ownership.namespaces, or propose a pull request`,
        );
      }
      expect(cluster.requests).toEqual([]);
    },
  );

  it.each(['!no-such-label', 'app=ledger'])(
    'attack 3: %s shows no pods of others, their policies and who can reach them to the owner of the claim',
    async query => {
      const { server, preview } = await start(query, {
        denied: ['network-policy.fleet.read'],
      });
      const reach =
        '/api/network-policy/entities/component/default/greedy/reach';
      const target = `${reach}/north/payments/namespaces`;

      const answers = [
        await request(server).get(reach),
        await request(server).get(target),
        await request(server).get(`${target}/secondary`),
        await preview(
          { namespace: 'payments', podSelector: { app: 'ledger' } },
          'greedy',
        ),
      ];

      expect(answers[0].body.targets).toEqual([
        expect.objectContaining({
          state: 'no-pods',
        }),
      ]);
      expect(answers.slice(1).map(({ status }) => status)).toEqual([
        404,
        404,
        query === 'app=ledger' ? 403 : 400,
      ]);
      expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(
        'closed-ledger',
      );
    },
  );

  it('attack 3: no probe starts in a namespace that has not consented', async () => {
    const { server, cluster } = await start('!no-such-label');
    const answer = await request(server)
      .post('/api/network-policy/entities/component/default/greedy/probe-runs')
      .send({
        cluster: 'north',
        namespace: 'payments',
        from: ['kube-system'],
      });

    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toMatch(
      /^No probe was started: none may start for component:default\/greedy from kube-system in cluster north\./,
    );
    expect(cluster.writes).toEqual([]);
  });
});
