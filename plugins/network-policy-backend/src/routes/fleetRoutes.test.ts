import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { FleetExposure } from 'backstage-plugin-network-policy-common';
import request from 'supertest';
import { FakeObject } from '../__testUtils__/fakeObjects';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster, policy } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';
import { waitFor } from '../__testUtils__/startProbes';

const base = '/api/network-policy/fleet';

const everybody = [{ from: [{ namespaceSelector: {} }] }];

const createdAt = (creationTimestamp: string, object: FakeObject) => ({
  ...object,
  metadata: { ...object.metadata, creationTimestamp },
});

/** Two clusters with services that are shared, one that is down and one that nobody can evaluate. */
const setUp = async (
  options: Partial<Parameters<typeof startPlugin>[0]> = {},
) => {
  const kubernetes = new FakeKubernetes();
  const north = fillCluster(kubernetes.add('north'))
    .put(
      'networkpolicies',
      createdAt(
        '2026-11-19T08:00:00Z',
        policy('web-open', 'web', {
          ingress: everybody,
          labels: { 'app.kubernetes.io/managed-by': 'backstage' },
          annotations: {
            'network-policy.backstage.io/owner': 'group:default/web-team',
            'network-policy.backstage.io/reason':
              '=HYPERLINK("evil"), "quoted"',
            'network-policy.backstage.io/review-by': '2020-01-31',
            'network-policy.backstage.io/entity': 'component:default/web',
          },
        }),
      ),
    )
    .put('networkpolicies', policy('db-open', 'db', { ingress: [{}] }));
  fillCluster(kubernetes.add('south')).put(
    'networkpolicies',
    policy('web-open', 'web', {
      ingress: everybody,
      annotations: { 'network-policy.backstage.io/review-by': 'some day' },
    }),
  );
  kubernetes.add('down', { down: true });
  kubernetes.add('personal', { authProvider: 'oidc' });
  const { server } = await startPlugin({ kubernetes, ...options });
  const list = async (query = '') => {
    const { status, body } = await request(server).get(
      `${base}/exposures${query}`,
    );
    const found = body.exposures?.map(
      ({ cluster, policy: { name } }: FleetExposure) => `${cluster} ${name}`,
    );
    return { status, body, found };
  };
  return { server, north, list };
};

describe('GET fleet clusters', () => {
  it('tells of every cluster how well it is known and what is in it', async () => {
    const { server } = await setUp();

    const { status, body } = await request(server).get(`${base}/clusters`);

    expect(status).toBe(200);
    expect(body).toEqual([
      expect.objectContaining({
        name: 'north',
        title: 'Cluster north',
        evaluable: true,
        health: { state: 'live' },
        namespaces: 3,
        pods: 3,
        networkPolicies: 3,
        exposures: 2,
        notEvaluated: { total: 0, sentences: [] },
      }),
      expect.objectContaining({ name: 'south', exposures: 1 }),
      expect.objectContaining({
        name: 'down',
        evaluable: true,
        health: expect.objectContaining({ state: 'unreachable' }),
        message: expect.stringContaining('ECONNREFUSED'),
      }),
      {
        name: 'personal',
        title: 'Cluster personal',
        evaluable: false,
        message: expect.stringContaining('oidc'),
      },
    ]);
  });

  it('is for callers who may read the fleet', async () => {
    const { server } = await setUp({ denied: ['network-policy.fleet.read'] });

    const { status, body } = await request(server).get(`${base}/clusters`);

    expect(status).toBe(403);
    expect(body.error.message).toBe(
      'You do not have the permission network-policy.fleet.read',
    );
  });
});

describe('GET fleet exposures, without the permission for the fleet', () => {
  const ofTeam = (team: string): PolicyDecision => ({
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'network-policy',
    resourceType: 'network-policy-exposure',
    conditions: {
      rule: 'IS_OWNER',
      resourceType: 'network-policy-exposure',
      params: { claims: [`group:default/${team}`] },
    },
  });
  const asTeam = (team: string, ...denied: string[]) =>
    setUp({
      denied: ['network-policy.fleet.read', ...denied],
      decisions: { 'network-policy.exposure.read': ofTeam(team) },
    });

  it('is refused when no exposure may be read', async () => {
    const { list } = await setUp({
      denied: ['network-policy.fleet.read', 'network-policy.exposure.read'],
    });

    const { status, body } = await list();

    expect(status).toBe(403);
    expect(body.error.message).toBe(
      'You do not have the permission network-policy.exposure.read',
    );
  });

  it("has a team's own, and counts no others", async () => {
    const { list } = await asTeam('web-team');

    const { body, found } = await list('?limit=1');

    expect(found).toEqual(['north web-open']);
    expect(body.total).toBe(1);
    expect(body).not.toHaveProperty('nextCursor');
    expect(body.read.map(({ name }: { name: string }) => name)).toEqual([
      'north',
      'south',
    ]);
  });

  it('names no cluster but those of the exposures to a caller who may not see clusters', async () => {
    const { list } = await asTeam('web-team', 'network-policy.clusters.read');

    const { body } = await list();

    expect(body.read.map(({ name }: { name: string }) => name)).toEqual([
      'north',
    ]);
    expect(body.unread).toEqual([]);
  });

  it('has none of a team that shares nothing, nor one of the whole cluster', async () => {
    const { list } = await asTeam('data-team');

    const { status, body } = await list();

    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 0, exposures: [] });
  });

  it('is the same as CSV', async () => {
    const { server } = await asTeam('web-team');

    const { text } = await request(server)
      .get(`${base}/exposures`)
      .set('Accept', 'text/csv');

    expect(text.trim().split('\r\n')).toHaveLength(2);
    expect(text).not.toContain('db-open');
  });
});

describe('GET fleet exposures', () => {
  it('lists what is shared, the widest first, and what could not be looked at', async () => {
    const { list } = await setUp();

    const { status, body, found } = await list();

    expect(status).toBe(200);
    expect(found).toEqual([
      'north db-open',
      'north web-open',
      'south web-open',
    ]);
    expect(body.total).toBe(3);
    expect(body.exposures[1]).toEqual({
      cluster: 'north',
      namespace: 'default',
      policy: {
        kind: 'NetworkPolicy',
        tier: 'NetworkPolicy',
        namespace: 'default',
        name: 'web-open',
        rule: 0,
      },
      width: 'all-namespaces',
      podSelector: 'app=web',
      ports: [],
      pods: 1,
      services: ['default/web'],
      effects: [{ kind: 'opens', pods: 1 }],
      managed: true,
      overdue: true,
      owner: 'group:default/web-team',
      reason: '=HYPERLINK("evil"), "quoted"',
      reviewBy: '2020-01-31',
      entity: 'component:default/web',
      createdAt: '2026-11-19T08:00:00Z',
      managers: [
        { name: 'kubectl-client-side-apply', at: '2026-11-20T10:00:00Z' },
      ],
    });
    expect(body.unread.map(({ name }: { name: string }) => name)).toEqual([
      'down',
      'personal',
    ]);
  });

  it.each([
    ['?widths=any-source', ['north db-open']],
    ['?clusters=south', ['south web-open']],
    ['?overdue=true', ['north web-open']],
    ['?overdue=false', ['north db-open', 'south web-open']],
    ['?managed=false&clusters=north', ['north db-open']],
    ['?owner=group:default/web-team', ['north web-open']],
    ['?owned=false', ['north db-open', 'south web-open']],
    ['?search=DB', ['north db-open']],
    ['?sort=cluster&descending=true&limit=1', ['south web-open']],
    ['?sort=reviewBy&limit=1', ['north web-open']],
    ['?sort=policy', ['north db-open', 'north web-open', 'south web-open']],
  ])('%s', async (query, expected) => {
    const { list } = await setUp();

    expect((await list(query)).found).toEqual(expected);
  });

  it('goes on where the last page ended', async () => {
    const { list } = await setUp();
    const first = await list('?limit=2');
    const second = await list(`?limit=2&cursor=${first.body.nextCursor}`);

    expect(second.found).toEqual(['south web-open']);
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  it.each(['?widths=huge', '?sort=colour', '?cursor=abc', '?limit=1000'])(
    'refuses %s',
    async query => {
      const { list } = await setUp();

      expect((await list(query)).status).toBe(400);
    },
  );

  it('gives all of it as CSV in which nothing is a formula', async () => {
    const { server } = await setUp();

    const { status, headers, text } = await request(server)
      .get(`${base}/exposures?clusters=north&limit=1`)
      .set('Accept', 'text/csv');

    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/csv/);
    expect(headers['content-disposition']).toContain('exposures.csv');
    const [heading, ...rows] = text.trim().split('\r\n');
    expect(heading).toMatch(/^cluster,namespace,kind,policy,rule,width,/);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain(`"'=HYPERLINK(""evil""), ""quoted"""`);
  });

  it('says how well each cluster is known, in pages and as CSV', async () => {
    const { server, north, list } = await setUp();
    await list();
    north.fault = () => ({ code: 500, reason: 'x', message: 'etcd is gone' });
    north.watches.cut();

    const { read, exposures } = await waitFor(async () => {
      const { body } = await list('?clusters=north');
      return body.read[0].health.state === 'stale' ? body : undefined;
    });

    expect(exposures).toHaveLength(2);
    expect(read).toEqual([
      {
        name: 'north',
        asOf: read[0].health.since,
        health: expect.objectContaining({
          because: expect.stringContaining('did not answer'),
        }),
      },
      {
        name: 'south',
        asOf: expect.any(String),
        health: { state: 'live' },
      },
    ]);
    const { text } = await request(server)
      .get(`${base}/exposures?clusters=north`)
      .set('Accept', 'text/csv');
    const [heading, first] = text.trim().split('\r\n');
    expect(heading).toMatch(/,asOf,health$/);
    expect(first).toMatch(new RegExp(`,${read[0].asOf},stale$`));
  });
});
