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
  const { client } = await clusters.getEvaluable('north');
  return { cluster, client };
};

const policy = (spec: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web', namespace: 'default' },
  spec,
});

const at = { namespace: 'default', name: 'web' };

describe('ClusterClient', () => {
  it('lists page by page', async () => {
    const { cluster, client } = await setUp();
    for (let index = 0; index < 1201; index++) {
      cluster.put('pods', {
        metadata: { name: `pod-${index}`, namespace: 'a' },
      });
    }

    const answer = await client.list(resources.pods);

    expect(answer.ok && answer.value).toHaveLength(1201);
    expect(cluster.requests.map(({ query }) => query)).toEqual([
      { limit: '500' },
      { limit: '500', continue: '500' },
      { limit: '500', continue: '1000' },
    ]);
  });

  it('lists without pages when a page has expired', async () => {
    const { cluster, client } = await setUp();
    for (let index = 0; index < 501; index++) {
      cluster.put('pods', {
        metadata: { name: `pod-${index}`, namespace: 'a' },
      });
    }
    cluster.fault = ({ query }) =>
      query.continue
        ? { code: 410, reason: 'Expired', message: 'too old' }
        : undefined;

    const answer = await client.list(resources.pods);

    expect(answer.ok && answer.value).toHaveLength(501);
    expect(cluster.requests.at(-1)?.query).toEqual({});
  });

  it('passes on namespace and selectors', async () => {
    const { cluster, client } = await setUp();

    await client.list(resources.events, {
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

  it('applies as our own field manager without force, as a dry run if asked', async () => {
    const { cluster, client } = await setUp();

    const first = await client.apply(resources.networkPolicies, policy(), {
      dryRun: true,
    });
    const second = await client.apply(resources.networkPolicies, policy());

    expect(cluster.requests[0]).toMatchObject({
      method: 'PATCH',
      query: {
        fieldManager: 'backstage-network-policy',
        force: 'false',
        dryRun: 'All',
      },
    });
    expect(cluster.requests[1].headers['content-type']).toBe(
      'application/apply-patch+yaml',
    );
    expect(first.ok && first.value.created).toBe(true);
    expect(second.ok && second.value.created).toBe(true);
    expect(cluster.find('networkpolicies', 'web', 'default')).toBeDefined();
  });

  it('names the managers of a conflict', async () => {
    const { cluster, client } = await setUp();
    cluster.put('networkpolicies', {
      metadata: {
        ...at,
        managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:spec': {} } }],
      },
    });

    const answer = await client.apply(resources.networkPolicies, policy());

    expect(answer).toMatchObject({
      ok: false,
      failure: { kind: 'conflict', managers: ['kubectl'] },
    });
  });

  it('deletes only the very object it saw', async () => {
    const { cluster, client } = await setUp();
    cluster.put('networkpolicies', { metadata: { ...at } });

    const other = await client.delete(resources.networkPolicies, at, {
      uid: 'another',
    });
    const seen = await client.delete(resources.networkPolicies, at, {
      uid: 'uid-of-web',
    });

    expect(other).toMatchObject({ failure: { kind: 'conflict' } });
    expect(seen).toEqual({ ok: true, value: undefined });
    expect(cluster.requests[1].body).toMatchObject({
      propagationPolicy: 'Background',
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
    const { cluster, client } = await setUp();
    cluster.fault = () => ({ code, reason, message: 'in its own words' });

    await expect(client.get(resources.pods, at)).resolves.toEqual({
      ok: false,
      failure: { kind, message: 'in its own words', managers: [] },
    });
  });

  it('does not wait for ever', async () => {
    const { cluster, client } = await setUp({ timeoutMs: 100 });
    cluster.fault = () => 'hang';

    await expect(client.get(resources.pods, at)).resolves.toMatchObject({
      failure: { kind: 'unreachable', message: 'no answer within 0.1 s' },
    });
  });

  it('does not take what is no object', async () => {
    const { cluster, client } = await setUp();
    cluster.put('pods', { metadata: at });
    cluster.find('pods', 'web', 'default')!.metadata.name = 7 as never;

    await expect(client.get(resources.pods, at)).resolves.toMatchObject({
      failure: { message: 'answered with something that is not an object' },
    });
  });

  it.each(['anonymous', 'localKubectlProxy'])(
    'keeps our token from a cluster with %s',
    async authProvider => {
      const { cluster, client } = await setUp({ authProvider });

      await client.list(resources.pods);

      expect(headersOf(cluster)['backstage-kubernetes-authorization']).toBe('');
    },
  );

  it('leaves the credentials of the others to the kubernetes plugin', async () => {
    const { cluster, client } = await setUp();

    await client.list(resources.pods);

    expect(headersOf(cluster)).not.toHaveProperty(
      'backstage-kubernetes-authorization',
    );
    expect(headersOf(cluster)['backstage-kubernetes-cluster']).toBe('north');
  });
});

function headersOf(cluster: FakeCluster) {
  return cluster.requests[0].headers;
}
