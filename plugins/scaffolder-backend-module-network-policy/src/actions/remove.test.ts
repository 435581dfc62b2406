import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { startBackendFixture } from '../__testUtils__/backendFixture';
import { createRemoveAction } from './remove';

const input = {
  entityRef: 'component:default/web',
  cluster: 'production',
  namespace: 'default',
  policy: 'web-allow-all-namespaces',
};

describe('network-policy:remove', () => {
  it.each([
    ['removed', 'was removed'],
    ['absent', 'was gone already'],
  ])('says that the policy was %s', async (result, words) => {
    const { api, seen, stop } = await startBackendFixture(() => ({
      body: { result, dryRun: false },
    }));
    const ctx = createMockActionContext({ input });
    await createRemoveAction(api).handler(ctx);
    await stop();

    expect(seen).toMatchObject([
      {
        method: 'POST',
        path: '/entities/component/default/web/exposures/revoke',
        body: {
          cluster: 'production',
          namespace: 'default',
          policy: 'web-allow-all-namespaces',
          dryRun: false,
        },
      },
    ]);
    expect(ctx.output).toHaveBeenCalledWith('result', result);
    expect(ctx.output).toHaveBeenCalledWith(
      'report',
      expect.stringContaining(words),
    );
  });

  it('fails with the reason of a refusal', async () => {
    const { api, stop } = await startBackendFixture(() => ({
      error: [403, 'NotAllowedError', 'dana may not revoke'],
    }));
    await expect(
      createRemoveAction(api).handler(createMockActionContext({ input })),
    ).rejects.toThrow('dana may not revoke');
    await stop();
  });
});
