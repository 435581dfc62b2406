import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Answer, startBackendFixture } from '../__testUtils__/backendFixture';
import { createGenerateAction } from './generate';

const entityRef = 'component:default/web';
const exposure = {
  cluster: 'production',
  namespace: 'default',
  name: 'web-allow-all-namespaces',
  podSelector: { app: 'web' },
  from: { width: 'all-namespaces' as const },
  ports: [],
  reason: 'shared: "login" page # not a comment',
};
const fileName = 'web-allow-all-namespaces.yaml';
const manifest = 'kind: NetworkPolicy\nmetadata:\n  name: web\n';

describe('network-policy:generate', () => {
  const workspace = createMockDirectory();
  let stop = async () => {};
  async function actionFor(answer: Answer = { body: { manifest, fileName } }) {
    const fixture = await startBackendFixture(() => answer);
    stop = async () => {
      await fixture.stop();
    };
    return { action: createGenerateAction(fixture.api), seen: fixture.seen };
  }
  const contextFor = (input: {
    exposure: typeof exposure;
    folder?: string;
  }) => ({
    ...createMockActionContext({
      input: { entityRef, ...input },
      workspacePath: workspace.path,
    }),
  });
  beforeEach(() => workspace.clear());
  afterEach(() => stop());

  it('writes the file that the backend makes for the person who started the task', async () => {
    const { action, seen } = await actionFor();
    const ctx = contextFor({ exposure });
    await action.handler(ctx);

    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/entities/component/default/web/exposures/manifest',
      body: exposure,
      authorization: expect.stringContaining('user:default/mock'),
    });
    expect(workspace.content()).toEqual({ [fileName]: manifest });
    expect(ctx.output).toHaveBeenCalledWith('manifest', manifest);
    expect(ctx.output).toHaveBeenCalledWith('path', fileName);
    expect(ctx.output).toHaveBeenCalledWith('policy', exposure.name);
  });

  it('writes it in a dry run too, as nothing but the workspace changes', async () => {
    const { action } = await actionFor();
    await action.handler({ ...contextFor({ exposure }), isDryRun: true });
    expect(workspace.content()).toEqual({ [fileName]: manifest });
  });

  it('writes into the folder that is named, and into no other', async () => {
    const { action } = await actionFor();
    const ctx = contextFor({ exposure, folder: 'policies' });
    await action.handler(ctx);
    expect(ctx.output).toHaveBeenCalledWith('path', `policies/${fileName}`);

    await expect(
      action.handler(contextFor({ exposure, folder: '../elsewhere' })),
    ).rejects.toThrow(/not allowed to refer to a directory outside/i);
  });

  it('writes nothing for a person without the permission to propose it', async () => {
    const words = 'You do not have the permission to propose this policy';
    const { action } = await actionFor({
      error: [403, 'NotAllowedError', words],
    });
    await expect(action.handler(contextFor({ exposure }))).rejects.toThrow(
      words,
    );
    expect(workspace.content()).toEqual({});
  });

  it('names every field that is wrong and sends nothing', async () => {
    const { action, seen } = await actionFor();
    await expect(
      action.handler(
        contextFor({
          exposure: {
            ...exposure,
            name: '../../etc',
            podSelector: {} as typeof exposure.podSelector,
          },
        }),
      ),
    ).rejects.toThrow(/name: .*RFC 1123.*podSelector: /s);
    expect(seen).toEqual([]);
    expect(workspace.content()).toEqual({});
  });
});
