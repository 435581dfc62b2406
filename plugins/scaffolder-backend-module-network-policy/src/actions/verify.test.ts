import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
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
const patience = { pollMs: 5, runTimeoutMs: 500, settleMs: 5, rounds: 2 };

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
const blocked = attempt({
  outcome: 'timed-out',
  agreement: 'blocked-though-allowed',
});

const notAllowed = Symbol('not allowed');

async function verify(
  answers: (request: SeenRequest, count: number) => unknown,
  more: Partial<typeof input> = {},
) {
  const fixture = await startBackendFixture(request => {
    const answer = answers(request, fixture.seen.length);
    return answer === notAllowed
      ? { error: [403, 'NotAllowedError', 'not for you'] }
      : { body: answer };
  });
  const ctx = createMockActionContext({ input: { ...input, ...more } });
  const action = createVerifyAction(fixture.api, patience);
  const failure = await action.handler(ctx).then(
    () => undefined,
    (error: Error) => error.message,
  );
  await fixture.stop();
  const runs = fixture.seen.filter(({ method }) => method === 'POST');
  return { ctx, failure, runs, seen: fixture.seen };
}

describe('network-policy:verify', () => {
  it('waits until the run is over and shows what each namespace saw', async () => {
    const { ctx, failure, runs } = await verify((_, count) =>
      count < 4 ? run({ state: 'running', attempts: [] }) : run({}),
    );
    expect(failure).toBeUndefined();
    expect(runs).toHaveLength(1);
    expect(runs[0].body).toEqual({
      cluster: 'production',
      namespace: 'default',
      from: ['secondary'],
    });
    expect(ctx.output).toHaveBeenCalledWith('agrees', true);
    expect(ctx.output).toHaveBeenCalledWith(
      'report',
      expect.stringContaining(
        '| secondary | connected within 2 s | as the policies say |',
      ),
    );
  });

  it('waits for its turn while somebody else has the service probed', async () => {
    let tries = 0;
    const fixture = await startBackendFixture(({ method }) => {
      tries += method === 'POST' ? 1 : 0;
      return method === 'POST' && tries < 3
        ? { error: [409, 'ConflictError', 'are being made already'] }
        : { body: run({}) };
    });
    const ctx = createMockActionContext({ input });
    await createVerifyAction(fixture.api, patience).handler(ctx);
    await fixture.stop();
    expect(tries).toBe(3);
    expect(ctx.output).toHaveBeenCalledWith('agrees', true);
  });

  it('does not try again what is refused for good', async () => {
    const fixture = await startBackendFixture(() => ({
      error: [403, 'NotAllowedError', 'no permission'],
    }));
    const ctx = createMockActionContext({ input });
    await expect(
      createVerifyAction(fixture.api, patience).handler(ctx),
    ).rejects.toThrow('no permission');
    await fixture.stop();
    expect(fixture.seen).toHaveLength(1);
  });

  it('believes a disagreement only when it is seen again', async () => {
    let started = 0;
    const { failure, runs } = await verify(({ method }) => {
      started += method === 'POST' ? 1 : 0;
      return started === 1 ? run({ attempts: [blocked] }) : run({});
    });
    expect(runs).toHaveLength(2);
    expect(failure).toBeUndefined();
  });

  it('fails, with the table, when the cluster does not do what its policies say', async () => {
    const { ctx, failure, runs } = await verify(() =>
      run({ attempts: [blocked] }),
    );
    expect(runs).toHaveLength(2);
    expect(failure).toMatch(/does not do what its policies say.*timed out/);
    expect(ctx.output).toHaveBeenCalledWith('agrees', false);
    expect(ctx.output).toHaveBeenCalledWith(
      'report',
      expect.stringContaining('blocked, although the policies allow it'),
    );
  });

  it('is content when a denied connection times out', async () => {
    const { failure } = await verify(() =>
      run({
        attempts: [attempt({ expected: 'denied', outcome: 'timed-out' })],
      }),
    );
    expect(failure).toBeUndefined();
  });

  it('fails when the portal was restarted under it, and says what to do', async () => {
    const { failure } = await verify(() => run({ state: 'interrupted' }));
    expect(failure).toMatch(/interrupted; start the task anew/);
  });

  it('gives up on a run that never ends', async () => {
    const { failure } = await verify(() =>
      run({ state: 'running', attempts: [] }),
    );
    expect(failure).toMatch(/not within/);
  });

  it('connects from the service’s own namespace and one other when nobody says from where', async () => {
    const { runs, seen } = await verify(
      ({ path }) =>
        path.includes('/reach/')
          ? {
              total: 2,
              namespaces: [
                { namespace: 'default', own: true },
                { namespace: 'secondary', own: false },
              ],
            }
          : run({}),
      { from: [] },
    );
    expect(seen[0].path).toMatch(
      /\/reach\/production\/default\/namespaces\?system=false&sort=reach&limit=2$/,
    );
    expect(runs[0].body).toMatchObject({ from: ['default', 'secondary'] });
  });

  it('connects from the service’s own namespace only for who may not see other names', async () => {
    const { runs } = await verify(
      ({ path }) => (path.includes('/reach/') ? notAllowed : run({})),
      { from: [] },
    );
    expect(runs[0].body).toMatchObject({ from: ['default'] });
  });

  it('connects nowhere in a dry run', async () => {
    const fixture = await startBackendFixture(() => ({ body: run({}) }));
    const ctx = createMockActionContext({ input });
    await createVerifyAction(fixture.api, patience).handler({
      ...ctx,
      isDryRun: true,
    });
    await fixture.stop();
    expect(fixture.seen).toEqual([]);
  });
});
