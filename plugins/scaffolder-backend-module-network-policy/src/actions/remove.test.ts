import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  Answer,
  SeenRequest,
  startBackendFixture,
} from '../__testUtils__/backendFixture';
import { createRemoveAction } from './remove';

const place = {
  cluster: 'production',
  namespace: 'default',
  policy: 'web-allow-all-namespaces',
};
const input = { entityRef: 'component:default/web', ...place };
const version = { uid: 'uid-1', resourceVersion: '110' };
const removed: Answer = { body: { result: 'removed', dryRun: false, version } };
const absent: Answer = { body: { result: 'absent', dryRun: false } };

async function remove(
  answer: (request: SeenRequest, count: number) => Answer,
  more: { isDryRun?: boolean; remembered?: object } = {},
) {
  const fixture = await startBackendFixture(request =>
    answer(request, fixture.seen.length),
  );
  const ctx = createMockActionContext({ input });
  const failure = await createRemoveAction(fixture.api)
    .handler({
      ...ctx,
      isDryRun: more.isDryRun,
      ...(more.remembered && {
        checkpoint: async () => more.remembered as never,
      }),
    })
    .then(
      () => undefined,
      (error: Error) => error.message,
    );
  await fixture.stop();
  return {
    output: (name: string) =>
      jest.mocked(ctx.output).mock.calls.find(([it]) => it === name)?.[1],
    failure,
    seen: fixture.seen,
  };
}

describe('network-policy:remove', () => {
  it('looks first, and removes the version that it saw', async () => {
    const { output, seen } = await remove(() => removed);

    expect(seen).toMatchObject([
      {
        method: 'POST',
        path: '/entities/component/default/web/exposures/revoke',
        body: { ...place, dryRun: true },
      },
      { method: 'POST', body: { ...place, seen: version } },
    ]);
    expect(output('result')).toBe('removed');
    expect(output('report')).toBe(
      'NetworkPolicy default/web-allow-all-namespaces was removed from cluster production.',
    );
  });

  it('says honestly that there was none, and removes nothing', async () => {
    const { output, seen } = await remove(() => absent);

    expect(seen).toHaveLength(1);
    expect(output('result')).toBe('absent');
    expect(output('report')).toBe(
      'There is no NetworkPolicy default/web-allow-all-namespaces on cluster production that was made for component:default/web; nothing was removed.',
    );
  });

  it('does not say that there was none, when it was killed after it had removed it', async () => {
    const { output, seen } = await remove(() => absent, {
      remembered: version,
    });

    expect(seen).toMatchObject([{ body: { seen: version } }]);
    expect(output('report')).toBe(
      'NetworkPolicy default/web-allow-all-namespaces is gone from cluster production. It was still there when this task looked first.',
    );
  });

  it('only looks in a dry run', async () => {
    const { output, seen } = await remove(() => removed, { isDryRun: true });

    expect(seen).toMatchObject([{ body: { ...place, dryRun: true } }]);
    expect(output('report')).toContain('would be removed');
  });

  it('fails with the reason of a refusal', async () => {
    const { failure } = await remove(() => ({
      error: [403, 'NotAllowedError', 'dana may not revoke'],
    }));
    expect(failure).toBe('dana may not revoke');
  });

  it('fails when the policy has changed meanwhile', async () => {
    const { failure, output } = await remove((_, count) =>
      count === 1
        ? removed
        : { error: [409, 'ConflictError', 'has changed since you looked'] },
    );
    expect(failure).toBe('has changed since you looked');
    expect(output('result')).toBeUndefined();
  });
});
