import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { Walkthrough } from 'backstage-plugin-network-policy-common';
import {
  SeenRequest,
  startBackendFixture,
} from '../__testUtils__/backendFixture';
import { createDeployWalkthroughAction } from './deployWalkthrough';
import { createRemoveWalkthroughAction } from './removeWalkthrough';

type State = Walkthrough['objects'][number]['state'];

const walkthrough = (ready: boolean, state: State): Walkthrough => ({
  cluster: 'production',
  ready,
  objects: [{ kind: 'Pod', namespace: 'default', name: 'web', state }],
});
const one = [{ name: 'production', title: 'Production', evaluable: true }];
const two = [...one, { name: 'staging', title: 'Staging', evaluable: true }];

async function withBackend<T>(
  answer: (request: SeenRequest, count: number) => unknown,
  use: (fixture: Awaited<ReturnType<typeof startBackendFixture>>) => Promise<T>,
) {
  const fixture = await startBackendFixture(request => ({
    body: answer(request, fixture.seen.length),
  }));
  try {
    return await use(fixture);
  } finally {
    await fixture.stop();
  }
}

describe('network-policy:deploy-walkthrough', () => {
  it('deploys to the only cluster and waits until web is ready', async () => {
    const ctx = createMockActionContext({ input: { isolate: true } });
    const seen = await withBackend(
      ({ path }, count) =>
        path === '/clusters' ? one : walkthrough(count > 4, 'present'),
      async fixture => {
        await createDeployWalkthroughAction(fixture.api, {
          pollMs: 5,
          maxWaitMs: 10_000,
        }).handler(ctx);
        return fixture.seen;
      },
    );
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /clusters',
      'PUT /clusters/production/walkthrough',
      'GET /clusters/production/walkthrough',
      'GET /clusters/production/walkthrough',
      'GET /clusters/production/walkthrough',
    ]);
    expect(seen[1].body).toEqual({ isolate: true, dryRun: false });
    expect(ctx.output).toHaveBeenCalledWith('cluster', 'production');
  });

  it('asks which cluster is meant when there are several', async () => {
    await withBackend(
      () => two,
      async ({ api }) => {
        await expect(
          createDeployWalkthroughAction(api).handler(
            createMockActionContext({ input: {} }),
          ),
        ).rejects.toThrow(
          'Name one of these clusters in the input "cluster": production, staging',
        );
      },
    );
  });

  it('says what was not ready in time', async () => {
    await withBackend(
      () => walkthrough(false, 'present'),
      async ({ api }) => {
        await expect(
          createDeployWalkthroughAction(api, {
            pollMs: 5,
            maxWaitMs: 20,
          }).handler(
            createMockActionContext({ input: { cluster: 'production' } }),
          ),
        ).rejects.toThrow(
          /^Pod default\/web did not become ready within \d+ s$/,
        );
      },
    );
  });
});

describe('network-policy:remove-walkthrough', () => {
  const timing = { pollMs: 5, maxWaitMs: 500 };

  it('waits until everything is gone', async () => {
    const ctx = createMockActionContext({ input: { cluster: 'production' } });
    const seen = await withBackend(
      (_, count) => walkthrough(false, count > 3 ? 'absent' : 'terminating'),
      async fixture => {
        await createRemoveWalkthroughAction(fixture.api, timing).handler(ctx);
        return fixture.seen;
      },
    );
    expect(seen.map(({ method }) => method)).toEqual([
      'DELETE',
      'GET',
      'GET',
      'GET',
    ]);
    expect(ctx.output).toHaveBeenCalledWith(
      'report',
      expect.stringContaining('- Pod default/web: absent'),
    );
  });

  it('does not wait for what somebody else made, and names it', async () => {
    const ctx = createMockActionContext({ input: { cluster: 'production' } });
    const warn = jest.spyOn(ctx.logger, 'warn');
    await withBackend(
      () => walkthrough(false, 'foreign'),
      async ({ api }) =>
        createRemoveWalkthroughAction(api, timing).handler(ctx),
    );
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining('Pod default/web is not the walkthrough’s'),
    );
  });
});
