import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createApplyAction } from './apply';
import { Answer, startBackendFixture } from '../__testUtils__/backendFixture';

const entityRef = 'component:default/web';
const exposure = {
  cluster: 'production',
  namespace: 'default',
  name: 'web-allow-all-namespaces',
  podSelector: { app: 'web' },
  from: { width: 'all-namespaces' as const },
  ports: [],
  reason: 'shared login page',
};
const applied = {
  result: 'created',
  dryRun: false,
  cluster: 'production',
  policy: { namespace: 'default', name: 'web-allow-all-namespaces' },
  manifest: 'kind: NetworkPolicy\n',
};

describe('network-policy:apply', () => {
  let stop = async () => {};
  async function actionFor(answer: Answer) {
    const fixture = await startBackendFixture(() => answer);
    stop = async () => {
      await fixture.stop();
    };
    return { action: createApplyAction(fixture.api), seen: fixture.seen };
  }
  afterEach(() => stop());

  it('applies the draft as the person who started the task, and says how to undo it', async () => {
    const { action, seen } = await actionFor({ body: applied });
    const ctx = createMockActionContext({ input: { entityRef, exposure } });
    await action.handler(ctx);

    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      method: 'PUT',
      path: '/entities/component/default/web/exposures',
      body: exposure,
    });
    expect(seen[0].authorization).toMatch(/user:default\/mock/);
    expect(ctx.output).toHaveBeenCalledWith('result', 'created');
    expect(ctx.output).toHaveBeenCalledWith(
      'inForce',
      'NetworkPolicy default/web-allow-all-namespaces is in force on cluster production.',
    );
    expect(ctx.output).toHaveBeenCalledWith(
      'manifestReport',
      '```yaml\nkind: NetworkPolicy\n```',
    );
    expect(ctx.output).toHaveBeenCalledWith(
      'report',
      expect.stringContaining(
        'kubectl -n default delete networkpolicy web-allow-all-namespaces',
      ),
    );
  });

  it('passes on the version that the person saw', async () => {
    const { action, seen } = await actionFor({ body: applied });
    const replaces = { uid: 'uid-1', resourceVersion: '110' };
    await action.handler(
      createMockActionContext({
        input: { entityRef, exposure: { ...exposure, replaces } },
      }),
    );
    expect(seen[0].body).toEqual({ ...exposure, replaces });
  });

  it('finds the policy unchanged when it was killed after it had applied it', async () => {
    const { action, seen } = await actionFor({
      body: { ...applied, result: 'unchanged' },
    });
    const ctx = createMockActionContext({ input: { entityRef, exposure } });
    await action.handler({
      ...ctx,
      checkpoint: async () => {
        throw new Error('a remembered result may be an old one');
      },
    });
    expect(seen).toHaveLength(1);
    expect(ctx.output).toHaveBeenCalledWith('result', 'unchanged');
    expect(ctx.output).toHaveBeenCalledWith(
      'report',
      expect.stringContaining('already as requested; nothing was written'),
    );
  });

  it('says what to change where a template still gives replace', async () => {
    const { action, seen } = await actionFor({ body: applied });
    const old = { ...exposure, replace: true };
    await expect(
      action.handler(
        createMockActionContext({ input: { entityRef, exposure: old } }),
      ),
    ).rejects.toThrow("'replace' is now 'replaces'");
    expect(seen).toEqual([]);
  });

  it('ends with the task: a request in flight is aborted', async () => {
    const task = new AbortController();
    const { api, stop: stopped } = await startBackendFixture(() => {
      task.abort();
      return { body: applied };
    });
    stop = async () => {
      await stopped();
    };
    const ctx = createMockActionContext({ input: { entityRef, exposure } });
    await expect(
      createApplyAction(api).handler({ ...ctx, signal: task.signal }),
    ).rejects.toThrow(/abort/i);
    expect(ctx.output).not.toHaveBeenCalled();
  });

  it('writes nothing in a dry run', async () => {
    const { action, seen } = await actionFor({
      body: { ...applied, dryRun: true },
    });
    const ctx = createMockActionContext({ input: { entityRef, exposure } });
    await action.handler({ ...ctx, isDryRun: true });
    expect(seen[0].path).toMatch(/\?dryRun=true$/);
    expect(ctx.output).toHaveBeenCalledWith(
      'report',
      expect.stringContaining('(dry run)'),
    );
    expect(ctx.output).toHaveBeenCalledWith(
      'inForce',
      expect.stringMatching(/^Nothing was written/),
    );
  });

  it('fails with the words of the backend when somebody else manages the policy', async () => {
    const words =
      'NetworkPolicy default/web-allow-all-namespaces is managed by kubectl; it was left unchanged';
    const { action } = await actionFor({
      error: [409, 'ConflictError', words],
    });
    const ctx = createMockActionContext({ input: { entityRef, exposure } });
    await expect(action.handler(ctx)).rejects.toThrow(words);
    expect(ctx.output).not.toHaveBeenCalled();
  });

  it('sends nothing that is not valid', async () => {
    const { action, seen } = await actionFor({ body: applied });
    const ctx = createMockActionContext({
      input: { entityRef, exposure: { ...exposure, namespace: 'No_Such' } },
    });
    await expect(action.handler(ctx)).rejects.toThrow(
      /^The exposure .*namespace: /,
    );
    expect(seen).toEqual([]);
  });
});
