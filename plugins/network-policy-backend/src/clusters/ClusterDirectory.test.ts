import { mockServices } from '@backstage/backend-test-utils';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { listen } from '../__testUtils__/listen';
import { ClusterDirectory } from './ClusterDirectory';
import { ClusterWriter } from './ClusterWriter';
import { KubernetesPlugin } from './KubernetesPlugin';
import { resources } from './resources';

const unreachablePlugin = () =>
  new KubernetesPlugin({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => 'http://127.0.0.1:1',
    }),
    timeoutMs: 1_000,
  });

const none = { possible: false, because: 'no writer' } as const;

const readOnly = () => ({ writing: none, walkthrough: none });

describe('ClusterDirectory', () => {
  it.each(['google', 'oidc', 'aks'])(
    'says that a cluster with %s cannot be evaluated',
    async authProvider => {
      const kubernetes = new FakeKubernetes();
      kubernetes.add('north', { authProvider });
      const clusters = await listen(kubernetes);

      await expect(clusters.list()).resolves.toEqual([
        expect.objectContaining({
          name: 'north',
          title: 'Cluster north',
          evaluable: false,
        }),
      ]);
      await expect(clusters.getEvaluable('north')).rejects.toMatchObject({
        statusCode: 502,
        message: expect.stringContaining(authProvider),
      });
    },
  );

  it('writes to no cluster whose name is listed twice', async () => {
    const plugin = unreachablePlugin();
    jest.spyOn(plugin, 'request').mockResolvedValue({
      ok: true,
      value: {
        body: { items: [{ name: 'north' }, { name: 'north' }] },
        created: false,
      },
    });
    const held = { possible: true, writer: {} as ClusterWriter } as const;
    const clusters = new ClusterDirectory(plugin, () => ({
      writing: held,
      walkthrough: held,
    }));

    const { writing, walkthrough } = await clusters.getEvaluable('north');

    expect([writing, walkthrough]).toEqual(
      Array(2).fill({
        possible: false,
        because:
          'Cluster north is read only here: the kubernetes plugin lists more than one cluster of that name',
      }),
    );
  });

  it.each(['nowhere', '../north', 'north\r\nX-Other: 1', 'NORTH', ''])(
    'does not know %j',
    async name => {
      const kubernetes = new FakeKubernetes();
      kubernetes.add('north');
      const clusters = await listen(kubernetes);

      await expect(clusters.get(name)).rejects.toThrow(
        `The kubernetes plugin knows no cluster ${JSON.stringify(name)}`,
      );
    },
  );

  it('passes on what the proxy says of a cluster that is down', async () => {
    const kubernetes = new FakeKubernetes();
    kubernetes.add('north', { down: true });
    const clusters = await listen(kubernetes);
    const { reader } = await clusters.getEvaluable('north');

    await expect(reader.list(resources.pods)).resolves.toMatchObject({
      failure: {
        kind: 'unreachable',
        message: expect.stringContaining('ECONNREFUSED'),
      },
    });
  });

  it('says that the kubernetes plugin does not answer', async () => {
    const clusters = new ClusterDirectory(unreachablePlugin(), readOnly);

    await expect(clusters.list()).rejects.toMatchObject({
      statusCode: 502,
      message: expect.stringContaining(
        'The kubernetes plugin did not list its clusters:',
      ),
    });
  });

  it('asks the kubernetes plugin once for many that ask at a time, and again after a failure', async () => {
    const plugin = unreachablePlugin();
    const request = jest
      .spyOn(plugin, 'request')
      .mockResolvedValueOnce({
        ok: false,
        failure: { kind: 'unreachable', message: 'away' },
      })
      .mockResolvedValue({
        ok: true,
        value: { body: { items: [{ name: 'north' }] }, created: false },
      });
    const clusters = new ClusterDirectory(plugin, readOnly);

    await expect(clusters.list()).rejects.toThrow('away');
    await Promise.all([clusters.list(), clusters.get('north')]);
    await clusters.list();

    expect(request).toHaveBeenCalledTimes(2);
  });
});
