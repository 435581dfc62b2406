import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  Answer,
  SeenRequest,
  startBackendFixture,
} from '../__testUtils__/backendFixture';
import { createVerifyAction } from './verify';

const input = {
  entityRef: 'component:default/web',
  cluster: 'production',
  namespace: 'default',
  from: ['secondary'],
};
const timing = { pollMs: 5, maxWaitMs: 2_000, settleMs: 5, rounds: 2 };

const attempt = (more: Partial<ProbeAttempt>): ProbeAttempt => ({
  namespace: 'secondary',
  purpose: 'requested',
  state: 'done',
  expected: 'allowed',
  outcome: 'connected',
  agreement: 'agrees',
  timeoutMs: 2000,
  ...more,
});
const run = (more: Partial<ProbeRun>): ProbeRun => ({
  id: 'run-1',
  entityRef: 'component:default/web',
  cluster: 'production',
  namespace: 'default',
  target: 'web.default.svc:80',
  state: 'finished',
  requestedBy: 'user:default/dana',
  startedAt: '2026-11-22T12:00:00Z',
  attempts: [attempt({})],
  ...more,
});
const stopped = attempt({
  outcome: 'not-run',
  agreement: 'unknown',
  detail: 'exceeded quota: pods=0',
});
const blocked = attempt({
  outcome: 'timed-out',
  agreement: 'blocked-though-allowed',
});

const ok = (body: unknown): Answer => ({ body });

async function verify(
  answer: (request: SeenRequest, count: number) => Answer,
  {
    context = {},
    ...more
  }: Partial<typeof input> & {
    failOn?: 'contradicted' | 'nothing';
    inForce?: string;
    context?: Partial<ActionContext<never>>;
  } = {},
) {
  const fixture = await startBackendFixture(request =>
    answer(request, fixture.seen.length),
  );
  const ctx = createMockActionContext({ input: { ...input, ...more } });
  const failure = await createVerifyAction(fixture.api, timing)
    .handler({ ...ctx, ...(context as {}) })
    .then(
      () => undefined,
      (error: Error) => error.message,
    );
  await fixture.stop();
  return {
    output: (name: string) =>
      jest.mocked(ctx.output).mock.calls.find(([it]) => it === name)?.[1],
    failure,
    runs: fixture.seen.filter(({ method }) => method === 'POST'),
    seen: fixture.seen,
  };
}

describe('network-policy:verify', () => {
  it('waits until the run is over and shows what each namespace saw', async () => {
    const { output, failure, runs } = await verify((_, count) =>
      ok(count < 4 ? run({ state: 'running', attempts: [] }) : run({})),
    );
    expect(failure).toBeUndefined();
    expect(runs).toHaveLength(1);
    expect(runs[0].body).toEqual({
      cluster: 'production',
      namespace: 'default',
      from: ['secondary'],
    });
    expect(output('result')).toBe('verified');
    expect(output('reason')).toBe(
      '1 of 1 connection ended as the policies say.',
    );
    expect(output('runId')).toBe('run-1');
    expect(output('report')).toContain(
      '| secondary | connected within 2 s | as the policies say |',
    );
  });

  it('is verified when a denied connection times out and a control connected', async () => {
    const { output } = await verify(() =>
      ok(
        run({
          attempts: [attempt({ expected: 'denied', outcome: 'timed-out' })],
        }),
      ),
    );
    expect(output('result')).toBe('verified');
  });

  it('is not verified, and fails, when no probe could run', async () => {
    const { output, failure } = await verify(
      () => ok(run({ attempts: [stopped] })),
      { inForce: 'NetworkPolicy default/web is in force on cluster north.' },
    );
    expect(output('result')).toBe('not-verified');
    expect(output('reason')).toBe(
      '1 of 1 connection was inconclusive. From secondary: did not run (exceeded quota: pods=0).',
    );
    expect(failure).toBe(
      'NetworkPolicy default/web is in force on cluster north. Not verified: it is not known whether the cluster does what its policies say. 1 of 1 connection was inconclusive. From secondary: did not run (exceeded quota: pods=0).',
    );
  });

  it('says that nothing was taken back, where no step before says what is in force', async () => {
    const { failure } = await verify(() => ok(run({ attempts: [stopped] })));
    expect(failure).toMatch(/^Connecting changed nothing: the policies/);
  });

  it('is verified only when every connection that was asked for agreed', async () => {
    const { output } = await verify(
      () =>
        ok(
          run({
            attempts: [
              attempt({}),
              attempt({ namespace: 'default', agreement: 'unknown' }),
              attempt({ namespace: 'idle', purpose: 'control' }),
            ],
          }),
        ),
      { from: ['secondary', 'default', 'payments'] },
    );
    expect(output('result')).toBe('not-verified');
    expect(output('reason')).toMatch(
      /^1 of 3 connections was inconclusive\. .* 1 of 3 connections was not made\.$/,
    );
  });

  it('takes a control that agrees for no connection that was asked for', async () => {
    const { output } = await verify(() =>
      ok(run({ attempts: [attempt({ purpose: 'control' })] })),
    );
    expect(output('reason')).toBe('1 of 1 connection was not made.');
  });

  it.each([
    ['interrupted', /were interrupted/, 2],
    ['cancelled', /^Somebody cancelled/, 1],
  ] as const)(
    'is not verified by a run that was %s',
    async (state, words, rounds) => {
      const { output, runs, failure } = await verify(() =>
        ok(run({ state, attempts: [attempt({ state: 'waiting' })] })),
      );
      expect(output('result')).toBe('not-verified');
      expect(output('reason')).toMatch(words);
      expect(runs).toHaveLength(rounds);
      expect(failure).toContain('Not verified');
    },
  );

  it('believes a disagreement only when it is seen again', async () => {
    let started = 0;
    const { failure, runs } = await verify(({ method }) => {
      started += method === 'POST' ? 1 : 0;
      return ok(started === 1 ? run({ attempts: [blocked] }) : run({}));
    });
    expect(runs).toHaveLength(2);
    expect(failure).toBeUndefined();
  });

  it('fails, with the table, when the cluster does not do what its policies say', async () => {
    const { output, failure, runs } = await verify(() =>
      ok(run({ attempts: [blocked, attempt({ namespace: 'default' })] })),
    );
    expect(runs).toHaveLength(2);
    expect(failure).toMatch(
      /does not do what its policies say\. 1 of 2 connections contradicts .*timed out/,
    );
    expect(output('result')).toBe('contradicted');
    expect(output('report')).toContain(
      'blocked, although the policies allow it',
    );
  });

  it('does not fail on what the template allows, and says the result all the same', async () => {
    const inconclusive = await verify(() => ok(run({ attempts: [stopped] })), {
      failOn: 'contradicted',
    });
    expect(inconclusive.failure).toBeUndefined();
    expect(inconclusive.runs).toHaveLength(1);
    expect(inconclusive.output('result')).toBe('not-verified');
    expect(inconclusive.output('report')).toMatch(/^\*\*Not verified: /);

    const contradicted = await verify(() => ok(run({ attempts: [blocked] })), {
      failOn: 'nothing',
    });
    expect(contradicted.failure).toBeUndefined();
    expect(contradicted.runs).toHaveLength(2);
    expect(contradicted.output('result')).toBe('contradicted');
  });

  it.each([409, 429, 503])('waits for its turn after %s', async status => {
    const { output, runs } = await verify(({ method }, count) =>
      method === 'POST' && count < 3
        ? { error: [status, 'Error', 'not now'] }
        : ok(run({})),
    );
    expect(runs).toHaveLength(3);
    expect(output('result')).toBe('verified');
  });

  it('does not wait for ever, and says for what it waited', async () => {
    const { output } = await verify(() => ({
      error: [503, 'ServiceUnavailableError', 'all slots are taken'],
    }));
    expect(output('reason')).toMatch(
      /The connections did not begin within 2 s: .*all slots are taken/,
    );
  });

  it('is not verified where probes are refused, and does not try again', async () => {
    const { output, seen, failure } = await verify(() => ({
      error: [403, 'NotAllowedError', 'no permission'],
    }));
    expect(seen).toHaveLength(1);
    expect(output('result')).toBe('not-verified');
    expect(failure).toMatch(/^Connecting changed nothing.*no permission$/);
  });

  it('names a source that cannot be a namespace, and sends nothing', async () => {
    const { output, seen } = await verify(() => ok(run({})), {
      from: ['No_Such'],
    });
    expect(seen).toEqual([]);
    expect(output('reason')).toContain("'No_Such' in the input 'from'");
  });

  it('gives up on a run that never ends', async () => {
    const { failure } = await verify(() =>
      ok(run({ state: 'running', attempts: [] })),
    );
    expect(failure).toMatch(/The connections did not end within 2 s$/);
  });

  it('connects from the service’s own namespace and one other when nobody says from where', async () => {
    const { runs, seen } = await verify(
      ({ path }) =>
        ok(
          path.includes('/reach/')
            ? {
                total: 2,
                namespaces: [
                  { namespace: 'default', own: true },
                  { namespace: 'secondary', own: false },
                ],
              }
            : run({}),
        ),
      { from: [] },
    );
    expect(seen[0].path).toMatch(
      /\/reach\/production\/default\/namespaces\?system=false&sort=reach&limit=2$/,
    );
    expect(runs[0].body).toMatchObject({ from: ['default', 'secondary'] });
  });

  it('connects from the service’s own namespace only for a person who may not see other names', async () => {
    const { runs } = await verify(
      ({ path }) =>
        path.includes('/reach/')
          ? { error: [403, 'NotAllowedError', 'not for you'] }
          : ok(run({})),
      { from: [] },
    );
    expect(runs[0].body).toMatchObject({ from: ['default'] });
  });

  describe('where the other namespace does not offer itself for probes', () => {
    const bothNamespaces = ok({
      total: 2,
      namespaces: [
        { namespace: 'default', own: true },
        { namespace: 'secondary', own: false },
      ],
    });
    const notOffered: Answer = {
      error: [403, 'NotAllowedError', 'none may start from secondary'],
    };
    const ofOwn = run({ attempts: [attempt({ namespace: 'default' })] });
    const asksForOther = ({ body }: SeenRequest) =>
      JSON.stringify(body).includes('secondary');

    it('connects from the service’s own only, and says so', async () => {
      const { runs, output, failure } = await verify(
        request => {
          if (request.path.includes('/reach/')) {
            return bothNamespaces;
          }
          return request.method === 'POST' && asksForOther(request)
            ? notOffered
            : ok(ofOwn);
        },
        { from: [] },
      );
      expect(runs.map(({ body }) => body)).toMatchObject([
        { from: ['default', 'secondary'] },
        { from: ['default'] },
      ]);
      expect(failure).toBeUndefined();
      expect(output('result')).toBe('verified');
      expect(output('report')).toContain(
        '1 of 1 connection ended as the policies say. Namespace secondary does not offer itself for probes, so only default was tried.',
      );
    });

    it('does not ask for it again in the next round', async () => {
      let started = 0;
      const { runs, output } = await verify(
        request => {
          if (request.path.includes('/reach/')) {
            return bothNamespaces;
          }
          if (request.method === 'POST' && asksForOther(request)) {
            return notOffered;
          }
          started += request.method === 'POST' ? 1 : 0;
          return ok(started === 1 ? run({ attempts: [blocked] }) : ofOwn);
        },
        { from: [] },
      );
      expect(runs).toHaveLength(3);
      expect(output('result')).toBe('verified');
    });

    it('remembers that when its task is recovered', async () => {
      const checkpoints: Record<string, unknown> = {
        'network-policy.sources': ['default', 'secondary'],
        'network-policy.probe-run.1': 'run-0',
        'network-policy.probe-run.1.from': ['default'],
      };
      const { runs, output } = await verify(
        (_, count) =>
          ok({ ...ofOwn, state: count < 3 ? 'running' : 'finished' }),
        {
          from: [],
          context: {
            checkpoint: async ({ key }: { key: string }) => checkpoints[key],
          } as Partial<ActionContext<never>>,
        },
      );
      expect(runs).toEqual([]);
      expect(output('result')).toBe('verified');
      expect(output('report')).toContain('so only default was tried');
    });

    it('asks twice at most, and gives the last answer', async () => {
      const { runs, output, failure } = await verify(
        ({ path }) =>
          path.includes('/reach/')
            ? bothNamespaces
            : { error: [403, 'NotAllowedError', 'no permission'] },
        { from: [] },
      );
      expect(runs).toHaveLength(2);
      expect(output('result')).toBe('not-verified');
      expect(failure).toMatch(/no permission$/);
    });

    it('keeps to the namespaces that the input names', async () => {
      const { runs, output } = await verify(() => notOffered, {
        from: ['default', 'secondary'],
      });
      expect(runs).toHaveLength(1);
      expect(output('reason')).toContain('none may start from secondary');
    });
  });

  it('connects nowhere in a dry run', async () => {
    const { seen, output } = await verify(() => ok(run({})), {
      context: { isDryRun: true },
    });
    expect(seen).toEqual([]);
    expect(output('result')).toBeUndefined();
  });
});

describe('network-policy:verify, when its task is', () => {
  const remembered = {
    checkpoint: async ({ key }: { key: string }) =>
      key.includes('probe-run') ? 'run-0' : undefined,
  } as Partial<ActionContext<never>>;

  it('recovered, follows the run that it had started', async () => {
    const { runs, output } = await verify(
      (_, count) =>
        ok(run({ id: 'run-0', state: count < 3 ? 'running' : 'finished' })),
      { context: remembered },
    );
    expect(runs).toEqual([]);
    expect(output('result')).toBe('verified');
  });

  it('tried again later, connects again: an old run is no evidence about now', async () => {
    const { runs, output } = await verify(
      ({ path, method }) =>
        ok(
          method === 'GET' && path.endsWith('run-0')
            ? run({ id: 'run-0', attempts: [blocked] })
            : run({}),
        ),
      { context: remembered },
    );
    expect(runs).toHaveLength(1);
    expect(output('result')).toBe('verified');
  });

  it('cancelled, cancels its run', async () => {
    const task = new AbortController();
    const { seen, output } = await verify(
      (_, count) => {
        if (count === 2) {
          task.abort();
        }
        return ok(run({ state: 'running', attempts: [] }));
      },
      { context: { signal: task.signal } },
    );
    expect(seen.at(-1)).toMatchObject({
      method: 'DELETE',
      path: '/entities/component/default/web/probe-runs/run-1',
    });
    expect(output('result')).toBeUndefined();
  });
});
