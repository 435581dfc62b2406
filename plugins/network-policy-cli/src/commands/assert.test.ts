import { listOf } from '../__testUtils__/fakeTerminal';
import { podOf, policyOf, serviceOf } from '../__testUtils__/manifests';
import { resultsOf, runAssert } from '../__testUtils__/runAssert';

const web = (version: string) => ({ app: 'web', version });

const manifests = listOf(
  podOf('client'),
  podOf('old', {
    labels: web('1'),
    ports: [{ name: 'http', containerPort: 8080 }],
    owner: { kind: 'StatefulSet', name: 'web' },
  }),
  podOf('new', {
    labels: web('2'),
    ports: [
      { name: 'http', containerPort: 9090 },
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
    ],
    owner: { kind: 'StatefulSet', name: 'web' },
    status: { phase: 'Running', podIP: '10.0.0.9' },
  }),
  podOf('done', {
    labels: web('1'),
    owner: { kind: 'StatefulSet', name: 'web' },
    status: { phase: 'Succeeded' },
  }),
  podOf('other', { namespace: 'elsewhere' }),
  podOf('twin-1', {
    labels: { app: 'twin' },
    owner: { kind: 'Job', name: 't' },
  }),
  podOf('twin-2', {
    labels: { app: 'twin' },
    owner: { kind: 'Job', name: 't' },
  }),
  ...['node-a', 'node-b', 'node-c'].map(nodeName =>
    podOf(`spread-${nodeName}`, {
      labels: { app: 'twin' },
      nodeName,
      owner: { kind: 'DaemonSet', name: 'spread' },
    }),
  ),
  podOf('agent', { hostNetwork: true, nodeName: 'node-c' }),
  serviceOf('spread', [{ port: 80 }], { app: 'twin' }),
  serviceOf('web', [
    { name: 'main', port: 80, targetPort: 'http' },
    { name: 'admin', port: 9000 },
  ]),
  serviceOf('nothing', [{ port: 80 }]),
  policyOf('web', {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [
      {
        from: [{ podSelector: { matchLabels: { app: 'client' } } }],
        ports: [{ port: 'http' }],
      },
    ],
  }),
  policyOf('old', {
    podSelector: { matchLabels: { version: '1' } },
    ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] }],
  }),
  policyOf('twin', {
    podSelector: { matchLabels: { app: 'twin' } },
    policyTypes: ['Ingress'],
  }),
);

describe('assert', () => {
  const run = (text: string) => runAssert(manifests, text);

  async function actual(
    from: object,
    to: object,
    asked: { port?: number | string; protocol?: string } = {},
  ) {
    const assertion = { from, to, ...asked, expect: 'allowed' };
    const { stdout } = await run(JSON.stringify([assertion]));
    const [result] = resultsOf(stdout);
    return [result.actual, result.partial ? 'partial' : 'complete'];
  }

  const client = { pod: 'default/client' };

  it('asks about pods and their own ports', async () => {
    expect(
      await actual(client, { pod: 'default/old' }, { port: 8080 }),
    ).toEqual(['allowed', 'complete']);
    expect(await actual(client, { pod: 'default/old' }, { port: 80 })).toEqual([
      'denied',
      'complete',
    ]);
  });

  it('looks up the names of ports on each pod, by protocol', async () => {
    expect(
      await actual(client, { pod: 'default/new' }, { port: 'http' }),
    ).toEqual(['allowed', 'complete']);
    const asked = { port: 'dns', protocol: 'UDP' };
    expect(await actual(client, { pod: 'default/new' }, asked)).toEqual([
      'denied',
      'complete',
    ]);
  });

  it('asks about a Service by its own port, which leads to those of the pods', async () => {
    for (const port of [80, 'main']) {
      expect(
        await actual(client, { service: 'default/web' }, { port }),
      ).toEqual(['allowed', 'complete']);
    }
  });

  it('says of pods that differ that it depends on them', async () => {
    const other = { pod: 'elsewhere/other' };
    expect(
      await actual(other, { service: 'default/web' }, { port: 80 }),
    ).toEqual(['allowed', 'partial']);
    const workload = { workload: 'default/StatefulSet/web' };
    expect(await actual(other, workload, { port: 8080 })).toEqual([
      'allowed',
      'partial',
    ]);
    expect(await actual(client, workload, { port: 'http' })).toEqual([
      'allowed',
      'complete',
    ]);
  });

  it('takes one port that is allowed for enough, when none is asked for', async () => {
    expect(await actual(client, { pod: 'default/new' })).toEqual([
      'allowed',
      'complete',
    ]);
    expect(await actual(client, { service: 'default/web' })).toEqual([
      'allowed',
      'complete',
    ]);
    expect(
      await actual(client, { pod: 'default/new' }, { protocol: 'UDP' }),
    ).toEqual(['denied', 'complete']);
  });

  it('takes the address of a pod for the pod', async () => {
    expect(await actual(client, { address: '10.0.0.9' }, { port: 1 })).toEqual([
      'denied',
      'complete',
    ]);
    expect(await actual(client, { address: '10.0.0.8' }, { port: 1 })).toEqual([
      'allowed',
      'complete',
    ]);
  });

  it('asks pods of a workload about each other, not about themselves', async () => {
    const twins = { workload: 'default/Job/t' };
    expect(await actual(twins, twins, { port: 1 })).toEqual([
      'denied',
      'complete',
    ]);
    const alone = { workload: 'default/Pod/client' };
    expect(await actual(alone, alone, { port: 1 })).toEqual([
      'allowed',
      'complete',
    ]);
  });

  it('finds the pods on its own node, which a node always reaches', async () => {
    const agent = { pod: 'default/agent' };
    for (const to of [
      { workload: 'default/DaemonSet/spread' },
      { service: 'default/spread' },
    ]) {
      expect(await actual(agent, to, { port: 80 })).toEqual([
        'allowed',
        'partial',
      ]);
    }
  });

  it('prints results in the order asked, in the shape that programs rely on', async () => {
    const { stdout, exitCode } = await run(`
assertions:
- {name: first, from: {pod: default/client}, to: {pod: default/old}, port: 8080, expect: denied}
- {from: {address: 192.0.2.7}, to: {pod: default/old}, expect: denied, protocol: UDP}
`);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      passed: 1,
      failed: 1,
      results: [
        {
          name: 'first',
          expect: 'denied',
          actual: 'allowed',
          partial: false,
          pass: false,
          reasons: [
            'Egress: No policy isolates pod default/client for egress, so everything is allowed.',
            expect.stringMatching(
              /^Ingress: spec\.ingress\[0\]\.from\[0\] of NetworkPolicy default\/(old|web) allows it\. So does /,
            ),
          ],
        },
        {
          name: 'address 192.0.2.7 to pod default/old, any UDP port',
          expect: 'denied',
          actual: 'denied',
          partial: false,
          pass: true,
          reasons: [
            "Egress: Policies are not about 192.0.2.7, which is no pod's address.",
            expect.stringMatching(
              /^Ingress: NetworkPolicies .* isolate pod default\/old for ingress, and none of their rules allows it\.$/,
            ),
          ],
        },
      ],
    });
  });
});
