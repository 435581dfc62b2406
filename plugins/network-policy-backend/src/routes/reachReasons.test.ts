import { NamespaceReach } from 'backstage-plugin-network-policy-common';
import request from 'supertest';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster, pod, policy } from '../__testUtils__/fixtures';
import { base, draft } from '../__testUtils__/startExposures';
import { startPlugin } from '../__testUtils__/startPlugin';

const setUp = async () => {
  const kubernetes = new FakeKubernetes();
  const cluster = fillCluster(kubernetes.add('north'));
  const { server } = await startPlugin({ kubernetes });
  return {
    cluster,
    reach: async () => {
      const { body } = await request(server).get(`${base}/web/reach`);
      const rows = await request(server).get(
        `${base}/web/reach/north/default/namespaces`,
      );
      return { ...body.targets[0], namespaces: rows.body.namespaces };
    },
    preview: async () => {
      const { body } = await request(server)
        .post(`${base}/web/exposures/preview`)
        .send(draft());
      return body;
    },
  };
};

const rowOf = (
  { namespaces }: { namespaces: NamespaceReach[] },
  name: string,
) => namespaces.find(({ namespace }) => namespace === name);

const open = policy('web-open', 'web', {
  ingress: [{ from: [{ namespaceSelector: {} }] }],
});

/** Keeps a namespace out, whatever NetworkPolicies say. */
const keepOut = (cluster: FakeCluster, namespace: string) => {
  cluster.installed.add('clusternetworkpolicies');
  cluster.put('clusternetworkpolicies', {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'quarantine' },
    spec: {
      tier: 'Admin',
      priority: 10,
      subject: { namespaces: {} },
      ingress: [
        {
          name: 'keep-out',
          action: 'Deny',
          from: [
            {
              namespaces: {
                matchLabels: { 'kubernetes.io/metadata.name': namespace },
              },
            },
          ],
        },
      ],
    },
  });
};

describe('the reasons of a reach', () => {
  it('name the cluster-wide policy that denies, its tier and its rule', async () => {
    const { cluster, reach } = await setUp();
    cluster.put('networkpolicies', open);
    keepOut(cluster, 'secondary');

    const target = await reach();

    expect(target.headline).toBe('open-to-some');
    expect(rowOf(target, 'secondary')).toMatchObject({
      reach: 'none',
      ingress: {
        allowed: false,
        because: 'denied',
        policies: [
          {
            kind: 'ClusterNetworkPolicy',
            name: 'quarantine',
            tier: 'Admin',
            rule: 0,
            ruleName: 'keep-out',
            peer: 0,
          },
        ],
      },
    });
    expect(rowOf(target, 'default')).toMatchObject({
      ingress: {
        allowed: true,
        because: 'rules',
        policies: [
          {
            kind: 'NetworkPolicy',
            namespace: 'default',
            name: 'web-open',
            tier: 'NetworkPolicy',
            rule: 0,
            peer: 0,
          },
        ],
      },
    });
  });

  it('tell which pods of a namespace can connect', async () => {
    const { cluster, reach } = await setUp();
    const podSelector = { matchLabels: { app: 'client' } };
    cluster
      .put('pods', pod('other', 'secondary', { app: 'other' }, '10.0.0.4'))
      .put(
        'networkpolicies',
        policy('web-clients', 'web', {
          ingress: [{ from: [{ namespaceSelector: {}, podSelector }] }],
        }),
      );

    expect(rowOf(await reach(), 'secondary')).toMatchObject({
      reach: 'some',
      pods: { allowed: 1, total: 2 },
      groups: expect.arrayContaining([
        { labels: { app: 'client' }, allowed: true, pods: 1 },
        { labels: { app: 'other' }, allowed: false, pods: 1 },
      ]),
    });
  });

  it('say so when the pods of the service are not equally open', async () => {
    const { cluster, reach } = await setUp();
    const canary = { app: 'web', track: 'canary' };
    cluster
      .put('pods', pod('web-2', 'default', canary, '10.0.0.5'))
      .put('networkpolicies', {
        ...open,
        spec: {
          ...open.spec,
          podSelector: { matchLabels: { track: 'canary' } },
        },
      });

    const target = await reach();

    expect(rowOf(target, 'secondary')).toMatchObject({
      reach: 'some',
      pods: { allowed: 1, total: 1 },
    });
    expect(target.partial.sentences).toEqual([
      'Policies treat the pods of the service differently, so whether a connection succeeds depends on the pod that answers.',
    ]);
  });
});

describe('a preview beside cluster-wide policies', () => {
  it('does not count on access that one of them denies', async () => {
    const { cluster, preview } = await setUp();
    keepOut(cluster, 'secondary');

    expect(await preview()).toMatchObject({
      before: [],
      after: ['default', 'kube-system'],
    });
  });

  it('says who can connect before pods become isolated', async () => {
    const { cluster, preview } = await setUp();
    cluster.remove('networkpolicies', 'web-deny-all', 'default');
    keepOut(cluster, 'secondary');

    expect((await preview()).warnings).toContainEqual({
      code: 'starts-isolating',
      message: expect.stringContaining(
        'everybody can connect whom no cluster-wide policy denies',
      ),
    });
  });

  it('says the first of many reasons for doubt, and counts the others', async () => {
    const { cluster, preview } = await setUp();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      cluster.put('networkpolicies', {
        ...policy(name, 'web'),
        spec: { podSelector: 'all' as never },
      });
    }

    expect((await preview()).warnings).toContainEqual({
      code: 'partial',
      message: expect.stringMatching(
        /^Not everything was evaluated\. NetworkPolicy default\/a .*\. \(And 2 more\.\)$/,
      ),
    });
  });
});
