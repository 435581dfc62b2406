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
  manifest: '',
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
      'report',
      expect.stringContaining(
        'kubectl -n default delete networkpolicy web-allow-all-namespaces',
      ),
    );
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
