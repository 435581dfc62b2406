import { listOf } from '../__testUtils__/fakeTerminal';
import { podOf, policyOf, serviceOf } from '../__testUtils__/manifests';
import { resultsOf, runAssert } from '../__testUtils__/runAssert';

const running = (podIP: string) => ({ phase: 'Running', podIP });

const onNode = (name: string, nodeName: string, podIP: string) =>
  podOf(name, { hostNetwork: true, nodeName, status: running(podIP) });

const manifests = listOf(
  {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'node-a' },
    status: {
      addresses: [
        { type: 'InternalIP', address: '192.0.2.1' },
        { type: 'InternalIP', address: '2001:db8::1' },
      ],
    },
  },
  onNode('agent-a', 'node-a', '192.0.2.1'),
  onNode('agent-b', 'node-b', '192.0.2.2'),
  podOf('web-b', {
    labels: { app: 'web' },
    nodeName: 'node-b',
    status: running('2001:db8:1::5'),
  }),
  podOf('planned', { labels: { app: 'web' } }),
  podOf('alone', { nodeName: 'node-a', status: running('10.0.0.7') }),
  serviceOf('alone', [{ port: 80 }]),
  policyOf('deny', {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress'],
  }),
);

async function ask(from: object, to: object, more: readonly object[] = []) {
  const state = listOf(...JSON.parse(manifests).items, ...more);
  const assertion = { from, to, port: 80, expect: 'allowed' };
  const { stdout } = await runAssert(state, JSON.stringify([assertion]));
  const [{ actual, reasons }] = resultsOf(stdout);
  const partial = reasons.filter(reason => reason.startsWith('Partial: '));
  return [actual, ...partial];
}

const judgedAsNode = expect.stringContaining("uses its node's network");

describe('assert about nodes', () => {
  it('takes an address of pods on the network of a node for the node, though the Node is not given', async () => {
    const to = { pod: 'default/web-b' };
    expect(await ask({ address: '192.0.2.2' }, to)).toEqual([
      'allowed',
      judgedAsNode,
    ]);
    expect(await ask({ address: '192.0.2.1' }, to)).toEqual(['denied']);
    expect(await ask({ address: '192.0.2.3' }, to)).toEqual(['denied']);
  });

  it('does not know where a pod runs of which nothing is said', async () => {
    const to = { pod: 'default/planned' };
    const unknown =
      'Partial: A node always reaches the pods that it runs, and it is not known where pod default/planned runs.';
    expect(await ask({ address: '192.0.2.1' }, to)).toEqual([
      'denied',
      unknown,
    ]);
    expect(await ask({ pod: 'default/agent-a' }, to)).toEqual([
      'denied',
      judgedAsNode,
      unknown,
    ]);
    expect(await ask({ address: '203.0.113.9' }, to)).toEqual(['denied']);
  });
});

describe('assert about addresses', () => {
  it.each(['2001:DB8:1::5', '2001:db8:1:0:0:0:0:5'])(
    'knows the pod that has %s, however it is spelled',
    async address => {
      const egress = policyOf('egress', {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Egress'],
      });
      const to = { address: '203.0.113.9' };
      expect(await ask({ address }, to, [egress])).toEqual(['denied']);
    },
  );
});

describe('assert about a pod and its own Service', () => {
  const from = { pod: 'default/alone' };
  const to = { service: 'default/alone' };
  const podSelector = { matchLabels: { app: 'alone' } };

  it('is sure where policies allow it', async () => {
    expect(await ask(from, to)).toEqual(['allowed']);
  });

  it('is not sure where a NetworkPolicy isolates the pod: that is not specified', async () => {
    const deny = policyOf('own', { podSelector, policyTypes: ['Ingress'] });
    expect(await ask(from, to, [deny])).toEqual([
      'allowed',
      'Partial: Whether a NetworkPolicy can keep pod default/alone from itself through its Service is not specified.',
    ]);
    expect(await ask(from, from, [deny])).toEqual(['allowed']);
  });

  it('is denied by a cluster-wide policy, which counts there', async () => {
    const deny = {
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'deny' },
      spec: {
        tier: 'Admin',
        priority: 1,
        subject: { namespaces: {} },
        ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
      },
    };
    expect(await ask(from, to, [deny])).toEqual(['denied']);
    expect(await ask(from, from, [deny])).toEqual(['allowed']);
  });
});
