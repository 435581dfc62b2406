import { FakeCluster } from '../__testUtils__/FakeCluster';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { listen } from '../__testUtils__/listen';
import { resources } from './resources';

const setUp = async (
  options: { authProvider?: string; timeoutMs?: number } = {},
) => {
  const kubernetes = new FakeKubernetes();
  const cluster = kubernetes.add('north', options);
  const clusters = await listen(kubernetes, options);
  const { reader } = await clusters.getEvaluable('north');
  return { cluster, reader };
};

const at = { namespace: 'default', name: 'web' };

describe('ClusterReader', () => {
  it('lists page by page', async () => {
    const { cluster, reader } = await setUp();
    for (let index = 0; index < 1201; index++) {
      cluster.put('pods', {
        metadata: { name: `pod-${index}`, namespace: 'a' },
      });
    }

    const answer = await reader.list(resources.pods);

    expect(answer.ok && answer.value).toHaveLength(1201);
    expect(cluster.requests.map(({ query }) => query)).toEqual([
      { limit: '500' },
      { limit: '500', continue: '500' },
      { limit: '500', continue: '1000' },
    ]);
  });

  it('lists without pages when a page has expired', async () => {
    const { cluster, reader } = await setUp();
    for (let index = 0; index < 501; index++) {
      cluster.put('pods', {
        metadata: { name: `pod-${index}`, namespace: 'a' },
      });
    }
    cluster.fault = ({ query }) =>
      query.continue
        ? { code: 410, reason: 'Expired', message: 'too old' }
        : undefined;

    const answer = await reader.list(resources.pods);

    expect(answer.ok && answer.value).toHaveLength(501);
    expect(cluster.requests.at(-1)?.query).toEqual({});
  });

  it('passes on namespace and selectors', async () => {
    const { cluster, reader } = await setUp();

    await reader.list(resources.events, {
      namespace: 'a',
      fieldSelector: 'involvedObject.name=x',
      labelSelector: 'run=1',
    });

    expect(cluster.requests[0]).toMatchObject({
      plural: 'events',
      namespace: 'a',
      query: { fieldSelector: 'involvedObject.name=x', labelSelector: 'run=1' },
    });
  });

  it.each([
    [400, 'BadRequest', 'invalid'],
    [401, 'Unauthorized', 'unauthorized'],
    [403, 'Forbidden', 'forbidden'],
    [404, 'NotFound', 'not-found'],
    [409, 'AlreadyExists', 'already-exists'],
    [409, 'Conflict', 'conflict'],
    [422, 'Invalid', 'invalid'],
    [503, 'ServiceUnavailable', 'unreachable'],
  ])('calls %i %s %s and keeps the words', async (code, reason, kind) => {
    const { cluster, reader } = await setUp();
    cluster.fault = () => ({ code, reason, message: 'in its own words' });

    await expect(reader.get(resources.pods, at)).resolves.toEqual({
      ok: false,
      failure: { kind, message: 'in its own words' },
    });
  });

  it('does not wait for ever', async () => {
    const { cluster, reader } = await setUp({ timeoutMs: 100 });
    cluster.fault = () => 'hang';

    await expect(reader.get(resources.pods, at)).resolves.toMatchObject({
      failure: { kind: 'unreachable', message: 'no answer within 0.1 s' },
    });
  });

  it('does not take what is no object', async () => {
    const { cluster, reader } = await setUp();
    cluster.put('pods', { metadata: at });
    cluster.find('pods', 'web', 'default')!.metadata.name = 7 as never;

    await expect(reader.get(resources.pods, at)).resolves.toMatchObject({
      failure: { message: 'answered with something that is not an object' },
    });
  });

  it.each(['anonymous', 'localKubectlProxy'])(
    'keeps our token from a cluster with %s',
    async authProvider => {
      const { cluster, reader } = await setUp({ authProvider });

      await reader.list(resources.pods);

      expect(headersOf(cluster)['backstage-kubernetes-authorization']).toBe('');
    },
  );

  it('leaves the credentials of the others to the kubernetes plugin', async () => {
    const { cluster, reader } = await setUp();

    await reader.list(resources.pods);

    expect(headersOf(cluster)).not.toHaveProperty(
      'backstage-kubernetes-authorization',
    );
    expect(headersOf(cluster)['backstage-kubernetes-cluster']).toBe('north');
  });
});

function headersOf(cluster: FakeCluster) {
  return cluster.requests[0].headers;
}
