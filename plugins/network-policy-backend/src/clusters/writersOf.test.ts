import { mockServices } from '@backstage/backend-test-utils';
import { KubernetesPlugin } from './KubernetesPlugin';
import { writersOf } from './writersOf';

const plugin = new KubernetesPlugin({
  auth: mockServices.auth(),
  discovery: mockServices.discovery(),
  timeoutMs: 1_000,
});

describe('writersOf', () => {
  it('is read only without a credential, and says what to set', () => {
    const writers = writersOf(plugin, { writeThrough: 'none' })({
      name: 'north',
    });

    expect(writers).toEqual({
      writing: {
        possible: false,
        because: expect.stringContaining('networkPolicy.clusters[].writer'),
      },
      walkthrough: {
        possible: false,
        because: expect.stringContaining(
          'networkPolicy.walkthrough.clusters[]',
        ),
      },
    });
  });

  it('writes everything through the kubernetes plugin where that is configured', () => {
    const writers = writersOf(plugin, { writeThrough: 'kubernetes-plugin' })({
      name: 'north',
    });

    expect(writers).toMatchObject({
      writing: { possible: true },
      walkthrough: { possible: true },
    });
  });
});
