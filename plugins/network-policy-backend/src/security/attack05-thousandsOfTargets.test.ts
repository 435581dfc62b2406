import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { namespace, pod } from '../__testUtils__/fixtures';
import { clusterOf, manyTargets } from '../__testUtils__/manyTargets';
import { startPlugin } from '../__testUtils__/startPlugin';
import { TargetReaches } from '../reach/TargetReaches';

const path = '/api/network-policy/entities/component/default/web/reach';

describe('attack 5: an entity with pods in thousands of namespaces', () => {
  afterEach(() => jest.restoreAllMocks());

  it('costs a page of evaluations for an answer, and none in the background where nothing was probed', async () => {
    const kubernetes = new FakeKubernetes();
    const north = kubernetes.add('north');
    const names = Array.from({ length: 80 }, (_, nth) => `team-${nth}`);
    for (const name of names) {
      north
        .put('namespaces', namespace(name))
        .put('pods', pod('web-1', name, { app: 'web' }));
    }
    const summarise = jest.spyOn(TargetReaches.prototype, 'summarise');
    const evaluated = () =>
      new Set(summarise.mock.calls.map(([{ namespace: name }]) => name)).size;
    const { server } = await startPlugin({ kubernetes });

    const first = await request(server).get(path);

    expect(first.status).toBe(200);
    expect(first.body.total).toBe(80);
    expect(first.body.targets.length).toBeLessThanOrEqual(20);
    expect(first.body.nextCursor).toBeDefined();
    await eventually(async () => {
      const { body } = await request(server).get(path);
      expect(body.evaluated).toBe(80);
    });
    // Those of the first page, for the answers and for the signals that tell of changes.
    expect(evaluated()).toBeLessThanOrEqual(20);
  });

  it('takes a limit of 100 at most', async () => {
    const kubernetes = new FakeKubernetes();
    kubernetes.add('north');
    const { server } = await startPlugin({ kubernetes });

    const { status } = await request(server).get(`${path}?limit=101`);

    expect(status).toBe(400);
  });

  it('evaluates two targets at most before others have their turn, where each takes 7 ms', async () => {
    const { page, targets, summarise } = manyTargets(100);
    const now = jest.spyOn(performance, 'now');
    let clock = 0;
    now.mockImplementation(() => clock);
    let inOneTurn = 0;
    let most = 0;
    const ticking: { next?: NodeJS.Immediate } = {};
    const turn = () => {
      inOneTurn = 0;
      ticking.next = setImmediate(turn);
    };
    turn();
    const evaluate = TargetReaches.prototype.summarise;
    summarise.mockImplementation(function count(this: TargetReaches, ...args) {
      clock += 7;
      inOneTurn += 1;
      most = Math.max(most, inOneTurn);
      return evaluate.apply(this, args);
    });

    const first = await page();
    expect(first.targets.length).toBeLessThanOrEqual(4);
    await eventually(async () => {
      const { targets: shown } = await page({ limit: 100 });
      expect(shown.length).toBeGreaterThan(20);
    });

    clearImmediate(ticking.next);
    targets.stop();
    expect(most).toBeLessThanOrEqual(2);
  });

  it('keeps summaries, and the rows of some targets, within a budget', () => {
    const view = clusterOf(500);
    const reaches = new TargetReaches();
    const reading = {
      state: 'read',
      version: 1,
      asOf: '',
      health: { state: 'live' },
      view,
    } as const;
    const workload = {
      entityRef: 'component:default/web',
      selector: { matchLabels: { app: 'web' }, matchExpressions: [] },
    };
    for (const { name } of view.cluster.namespaces()) {
      reaches.summarise(
        {
          cluster: { name: 'north', title: 'North' },
          workload,
          reading,
          namespace: name,
        },
        { attempts: [] },
        { keepRows: true },
      );
    }

    // 500 targets have 250,000 rows.
    expect(reaches.size.rows).toBeLessThanOrEqual(100_000);
    expect(reaches.size.summaries).toBeLessThanOrEqual(16 * 1024 * 1024);
  });
});
