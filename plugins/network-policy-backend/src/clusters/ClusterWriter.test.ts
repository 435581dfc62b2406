import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { listen } from '../__testUtils__/listen';
import { requireWriter } from './ClusterWriter';
import { kubernetesObjectSchema } from './kubernetesObject';
import { requireVersion } from './requireVersion';
import { resources } from './resources';

const setUp = async () => {
  const kubernetes = new FakeKubernetes();
  const cluster = kubernetes.add('north');
  const clusters = await listen(kubernetes);
  const writer = requireWriter(await clusters.getEvaluable('north'));
  return { cluster, writer };
};

const at = { namespace: 'default', name: 'web' };

const policy = (spec: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { ...at },
  spec,
});

describe('ClusterWriter', () => {
  it('creates as our own field manager, as a dry run if asked', async () => {
    const { cluster, writer } = await setUp();

    await writer.create(resources.networkPolicies, policy(), { dryRun: true });
    const dry = cluster.find('networkpolicies', 'web', 'default');
    const created = await writer.create(resources.networkPolicies, policy());

    expect(cluster.requests[0]).toMatchObject({
      method: 'POST',
      query: { fieldManager: 'backstage-network-policy', dryRun: 'All' },
    });
    expect(dry).toBeUndefined();
    expect(created.ok).toBe(true);
    expect(cluster.find('networkpolicies', 'web', 'default')).toBeDefined();
  });

  it('creates nothing where there is an object of that name', async () => {
    const { cluster, writer } = await setUp();
    cluster.put('networkpolicies', policy({ theirs: true }));

    const answer = await writer.create(resources.networkPolicies, policy());

    expect(answer).toMatchObject({
      ok: false,
      failure: { kind: 'already-exists' },
    });
    expect(cluster.find('networkpolicies', 'web', 'default')?.spec).toEqual({
      theirs: true,
    });
  });

  it('replaces only the version that was seen', async () => {
    const { cluster, writer } = await setUp();
    cluster.put('networkpolicies', policy());
    const { namespace } = at;
    const listed = await writer.list(resources.networkPolicies, { namespace });
    const [seen] = listed.ok ? listed.value : [];
    const object = requireVersion(
      'north',
      'the policy',
      kubernetesObjectSchema.parse({ ...Object(seen), spec: { ours: true } }),
    );

    const first = await writer.replace(resources.networkPolicies, object);
    const again = await writer.replace(resources.networkPolicies, object);

    expect(first.ok).toBe(true);
    expect(again).toMatchObject({ ok: false, failure: { kind: 'conflict' } });
    expect(cluster.requests[1]).toMatchObject({
      method: 'PUT',
      query: { fieldManager: 'backstage-network-policy' },
    });
  });

  it('deletes only the very object that was seen', async () => {
    const { cluster, writer } = await setUp();
    cluster.put('networkpolicies', policy());

    const other = await writer.delete(resources.networkPolicies, at, {
      uid: 'another',
    });
    const seen = await writer.delete(resources.networkPolicies, at, {
      uid: 'uid-of-web',
    });

    expect(other).toMatchObject({ failure: { kind: 'conflict' } });
    expect(seen).toEqual({ ok: true, value: undefined });
    expect(cluster.requests[1].body).toMatchObject({
      propagationPolicy: 'Background',
    });
  });
});

describe('requireWriter', () => {
  it('refuses where the portal holds no writer, and says what to do', () => {
    expect(() =>
      requireWriter({
        writing: { possible: false, because: 'Cluster north is read only' },
      }),
    ).toThrow('Cluster north is read only');
  });
});
