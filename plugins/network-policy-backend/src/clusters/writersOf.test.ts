import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readSettings } from '../config/readSettings';
import { KubernetesPlugin } from './KubernetesPlugin';
import { writersOf } from './writersOf';

const plugin = new KubernetesPlugin({
  auth: mockServices.auth(),
  discovery: mockServices.discovery(),
  timeoutMs: 1_000,
});

const start = (
  networkPolicy: JsonObject,
  kubernetes: JsonObject = {},
  permission: JsonObject = { enabled: true },
) => {
  const config = new ConfigReader({ networkPolicy, kubernetes, permission });
  const logger = mockServices.logger.mock();
  const settings = readSettings(config);
  const writers = writersOf({ plugin, settings, config, logger });
  return { logger, writers };
};

describe('writersOf', () => {
  it('warns where it may write and permissions are off', () => {
    const writer = { token: 'lasting', url: 'https://127.0.0.1:6443' };
    const networkPolicy = { clusters: [{ name: 'north', writer }] };

    const { logger } = start(networkPolicy, {}, { enabled: false });

    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('permission.enabled is not true'),
    );
    expect(start({}, {}, {}).logger.warn).not.toHaveBeenCalled();
  });

  it('is read only without a credential, and says what to set', () => {
    const { writers, logger } = start({});

    expect(writers({ name: 'north' })).toEqual({
      writing: {
        possible: false,
        because:
          'Cluster north is read only here: the portal holds no credential that may write to it (networkPolicy.clusters[].writer)',
      },
      walkthrough: {
        possible: false,
        because: expect.stringContaining(
          'networkPolicy.walkthrough.clusters[]',
        ),
      },
    });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('writes where a credential is configured, and nowhere else', () => {
    const { writers } = start(
      {
        clusters: [
          { name: 'south', alwaysOn: true },
          { name: 'north', writer: { token: 'a' } },
        ],
      },
      {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [{ name: 'north', url: 'https://north' }],
          },
        ],
      },
    );

    const { writing, walkthrough } = writers({ name: 'north' });

    expect([writing.possible, walkthrough.possible]).toEqual([true, false]);
    expect(writers({ name: 'south' }).writing.possible).toBe(false);
    // Connections are kept: the list of clusters is made again every few seconds.
    expect(writers({ name: 'north' }).writing).toBe(writing);
  });

  it('has a credential of its own for the walkthrough', () => {
    const url = 'https://north';
    const { writers } = start({
      walkthrough: { clusters: [{ name: 'north', token: 'b', url }] },
    });

    const { writing, walkthrough } = writers({ name: 'north' });

    expect([writing.possible, walkthrough.possible]).toEqual([false, true]);
  });

  it.each([
    [
      { clusters: [{ name: 'a' }, { name: 'north', writer: { token: 'x' } }] },
      'networkPolicy.clusters.1.writer.url is missing',
    ],
    [
      { walkthrough: { clusters: [{ name: 'north', tokenFile: '/x' }] } },
      'networkPolicy.walkthrough.clusters.0.url is missing',
    ],
    [
      { clusters: [{ name: 'shared', writer: { token: 'reader' } }] },
      'networkPolicy.clusters.0.writer is the account of the kubernetes plugin',
    ],
  ])('does not start with a mistake: %j', (settings, problem) => {
    const shared = {
      name: 'shared',
      url: 'https://shared',
      serviceAccountToken: 'reader',
    };
    const kubernetes = {
      clusterLocatorMethods: [{ type: 'config', clusters: [shared] }],
    };
    expect(() => start(settings, kubernetes)).toThrow(problem);
  });

  it('writes through the kubernetes plugin where that is configured, and warns', () => {
    const { writers, logger } = start({ writeThrough: 'kubernetes-plugin' });

    expect(writers({ name: 'north' })).toMatchObject({
      writing: { possible: true },
      walkthrough: { possible: true },
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /everybody who has the permission kubernetes.proxy/,
      ),
    );
  });
});
