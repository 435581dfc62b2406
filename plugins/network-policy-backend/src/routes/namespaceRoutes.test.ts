import { NamespaceReach } from 'backstage-plugin-network-policy-common';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster, namespace, pod, policy } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';

const base = '/api/network-policy/entities/component/default/web/reach';

/** web is open to all, `closed` keeps itself in, of `mixed` only one kind of pods is let out. */
const setUp = async (
  options: Partial<Parameters<typeof startPlugin>[0]> = {},
) => {
  const kubernetes = new FakeKubernetes();
  const cluster = fillCluster(kubernetes.add('north'))
    .put(
      'networkpolicies',
      policy('web-open', 'web', {
        ingress: [{ from: [{ namespaceSelector: {} }] }],
      }),
    )
    .put('namespaces', namespace('closed'))
    .put('namespaces', namespace('mixed'))
    .put('pods', pod('out', 'mixed', { app: 'out' }, '10.0.0.7'))
    .put('pods', pod('in', 'mixed', { app: 'in' }, '10.0.0.8'))
    .put('networkpolicies', {
      ...policy('keep-in', 'in', { namespace: 'mixed' }),
      spec: {
        podSelector: { matchLabels: { app: 'in' } },
        policyTypes: ['Egress'],
      },
    })
    .put('networkpolicies', {
      ...policy('default-deny-egress', '', { namespace: 'closed' }),
      spec: { podSelector: {}, policyTypes: ['Egress'] },
    });
  const started = await startPlugin({ kubernetes, ...options });
  const list = async (query = '', target = 'north/default') => {
    const { status, body } = await request(started.server).get(
      `${base}/${target}/namespaces${query}`,
    );
    const names = body.namespaces?.map((row: NamespaceReach) => row.namespace);
    return { status, body, names };
  };
  return { cluster, list, ...started };
};

describe('GET reach of namespaces', () => {
  it('puts first what somebody should look at', async () => {
    const { list } = await setUp();

    const { status, body, names } = await list();

    expect(status).toBe(200);
    expect(body).toMatchObject({
      total: 5,
      health: { state: 'live' },
      partial: { total: 0, sentences: [] },
    });
    expect(names).toEqual([
      'mixed',
      'closed',
      'default',
      'kube-system',
      'secondary',
    ]);
  });

  it.each([
    [
      '?sort=namespace',
      ['closed', 'default', 'kube-system', 'mixed', 'secondary'],
    ],
    ['?sort=namespace&descending=true&limit=2', ['secondary', 'mixed']],
    ['?sort=reach&limit=3', ['default', 'kube-system', 'secondary']],
    ['?reach=some,none', ['mixed', 'closed']],
    ['?attention=true&reach=none', ['closed']],
    ['?attention=false&system=false', ['default', 'secondary']],
    ['?system=true', ['kube-system']],
    ['?search=SEC', ['secondary']],
    ['?agreement=agrees', []],
    ['?agreement=not-probed,agrees&search=mixed', ['mixed']],
  ])('%s', async (query, expected) => {
    const { list } = await setUp();

    expect((await list(query)).names).toEqual(expected);
  });

  it('goes on where the last page ended', async () => {
    const { list } = await setUp();
    const seen = new Array<string>();
    let cursor = '';
    do {
      const { body, names } = await list(
        `?sort=namespace&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...names);
      cursor = body.nextCursor ?? '';
    } while (cursor);

    expect(seen).toEqual([
      'closed',
      'default',
      'kube-system',
      'mixed',
      'secondary',
    ]);
  });

  it('looks at the query of HEAD, too', async () => {
    const { server } = await setUp();
    const head = (query: string) =>
      request(server).head(`${base}/north/default/namespaces${query}`);

    expect((await head('?sort=colour')).status).toBe(400);
    const { status, text } = await head('?sort=reach');
    expect({ status, text }).toEqual({ status: 200, text: undefined });
  });

  it.each([
    '?reach=most',
    '?sort=colour',
    '?limit=0',
    '?limit=501',
    '?cursor=abc',
    '?system=perhaps',
    `?search=${'x'.repeat(254)}`,
  ])('refuses %s', async query => {
    const { list } = await setUp();

    expect((await list(query)).status).toBe(400);
  });

  it.each([
    ['elsewhere/default', 404],
    ['..%2Fnorth/default', 404],
    ['north/nowhere', 404],
    ['north/..', 400],
    ['north/..%2F..%2Fsecrets', 400],
    ['north/%00', 400],
    ['%00/default', 404],
  ])('asks no cluster for what is in no list: %s', async (target, code) => {
    const { list, cluster } = await setUp();

    expect((await list('', target)).status).toBe(code);
    const paths = cluster.requests.map(({ namespace: where }) => where);
    expect(paths.every(where => where === undefined)).toBe(true);
  });

  it('says that a caller who may see the numbers may not see the names', async () => {
    const { list, cluster } = await setUp({
      denied: [
        'network-policy.reach.namespaces.read',
        'network-policy.fleet.read',
      ],
    });

    const { status, body } = await list();

    expect(status).toBe(403);
    expect(body.error.message).toBe(
      'You may see how many namespaces can reach component:default/web, but not which: you do not have the permission network-policy.reach.namespaces.read for it',
    );
    expect(cluster.requests).toEqual([]);
  });

  it('shows the names to a caller who may read the fleet', async () => {
    const { list } = await setUp({
      denied: ['network-policy.reach.namespaces.read'],
    });

    expect((await list()).status).toBe(200);
  });
});

describe('GET reach of one namespace', () => {
  const explain = async (
    source: string,
    options: Parameters<typeof setUp>[0] = {},
  ) => {
    const { server, cluster } = await setUp(options);
    const { status, body } = await request(server).get(
      `${base}/north/default/namespaces/${source}`,
    );
    return { status, body, cluster };
  };

  it('quotes the policies that decided, with the lines of the rule', async () => {
    const { status, body } = await explain('secondary');

    expect(status).toBe(200);
    expect(body.namespace).toMatchObject({
      namespace: 'secondary',
      reach: 'all',
    });
    const [opening] = body.policies;
    expect(opening).toMatchObject({
      side: 'ingress',
      reason: { namespace: 'default', name: 'web-open', rule: 0 },
    });
    const lines = opening.manifest
      .split('\n')
      .slice(opening.lines.first - 1, opening.lines.last);
    expect(lines).toEqual(['    - from:', '        - namespaceSelector: {}']);
    expect(opening.manifest).not.toContain('managedFields');
  });

  it('quotes what isolates where no rule allows', async () => {
    const { body } = await explain('closed');

    const [, keepingIn] = body.policies;
    expect(keepingIn).toMatchObject({
      side: 'egress',
      reason: { namespace: 'closed', name: 'default-deny-egress' },
      manifest: expect.stringContaining('podSelector: {}'),
    });
    const { first, last } = keepingIn.lines;
    expect(keepingIn.manifest.split('\n').slice(first - 1, last)).toEqual([
      '  podSelector: {}',
    ]);
  });

  it('explains without the manifest of a policy that cannot be read', async () => {
    const { server, cluster } = await setUp();
    cluster.fault = ({ name }) =>
      name === 'web-open'
        ? { code: 403, reason: 'Forbidden', message: 'cannot get' }
        : undefined;

    const { status, body } = await request(server).get(
      `${base}/north/default/namespaces/secondary`,
    );

    expect(status).toBe(200);
    expect(body.policies[0]).toEqual({
      side: 'ingress',
      reason: expect.objectContaining({ name: 'web-open' }),
      unread:
        'The portal may not read NetworkPolicy default/web-open in cluster north: cannot get',
    });
  });

  it('knows no namespace that the cluster does not have', async () => {
    const { status, body } = await explain('nowhere');

    expect(status).toBe(404);
    expect(body.error.message).toBe('Cluster north has no namespace "nowhere"');
  });

  it('is not for a caller who may not see names', async () => {
    const { status, cluster } = await explain('secondary', {
      denied: [
        'network-policy.reach.namespaces.read',
        'network-policy.fleet.read',
      ],
    });

    expect(status).toBe(403);
    expect(cluster.requests).toEqual([]);
  });
});
