import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { createGenerateAction } from './generate';

const exposure = {
  cluster: 'production',
  namespace: 'default',
  name: 'web-allow-all-namespaces',
  podSelector: { app: 'web' },
  from: { width: 'all-namespaces' as const },
  ports: [],
  reason: 'shared: "login" page # not a comment',
};

describe('network-policy:generate', () => {
  const workspace = createMockDirectory();
  const action = createGenerateAction();

  it('writes NP-05 for web, as the recipe has it', async () => {
    const ctx = createMockActionContext({
      input: { exposure },
      workspacePath: workspace.path,
    });
    await action.handler(ctx);

    const { [`${exposure.name}.yaml`]: file } = workspace.content() as Record<
      string,
      string
    >;
    expect(parse(file)).toMatchObject({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web-allow-all-namespaces', namespace: 'default' },
    });
    expect(parse(file).spec).toEqual({
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: {} }] }],
    });
    expect(
      parse(file).metadata.annotations['network-policy.backstage.io/reason'],
    ).toBe(exposure.reason);
    expect(ctx.output).toHaveBeenCalledWith('manifest', file);
    expect(ctx.output).toHaveBeenCalledWith(
      'path',
      'web-allow-all-namespaces.yaml',
    );
  });

  it('writes into the folder that is named, and into no other', async () => {
    const ctx = createMockActionContext({
      input: { exposure, folder: 'policies' },
      workspacePath: workspace.path,
    });
    await action.handler(ctx);
    expect(ctx.output).toHaveBeenCalledWith(
      'path',
      'policies/web-allow-all-namespaces.yaml',
    );

    const outside = createMockActionContext({
      input: { exposure, folder: '../elsewhere' },
      workspacePath: workspace.path,
    });
    await expect(action.handler(outside)).rejects.toThrow(
      /not allowed to refer to a directory outside/i,
    );
  });

  it('names every field that is wrong and writes nothing', async () => {
    workspace.clear();
    const ctx = createMockActionContext({
      input: {
        exposure: { ...exposure, name: '../../etc', podSelector: {} },
      },
      workspacePath: workspace.path,
    });
    await expect(action.handler(ctx)).rejects.toThrow(
      /name: .*RFC 1123.*podSelector: /s,
    );
    expect(workspace.content()).toEqual({});
  });
});
