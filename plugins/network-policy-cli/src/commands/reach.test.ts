import { Format } from '../printing/report';
import { listOf, runWith } from '../__testUtils__/fakeTerminal';
import { podOf, policyOf, serviceOf } from '../__testUtils__/manifests';
import { reach } from './reach';

const pods = [
  podOf('web', { ports: [{ containerPort: 8080 }] }),
  podOf('client', { namespace: 'shop' }),
  podOf('stranger', { namespace: 'shop' }),
  podOf('own'),
];

const policies = [
  policyOf('deny-all', {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress'],
  }),
  policyOf('clients', {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [
      {
        from: [
          {
            namespaceSelector: {},
            podSelector: { matchLabels: { app: 'client' } },
          },
        ],
      },
    ],
  }),
];

const service = serviceOf('web', [{ port: 80, targetPort: 8080 }]);

const run = (target: string, output: Format = 'table', ...more: object[]) =>
  runWith(listOf(...pods, ...policies, service, ...more), terminal =>
    reach({ target, output, paths: ['-'] }, terminal),
  );

describe('reach', () => {
  it('says who can connect, by namespace, and why', async () => {
    const { stdout, exitCode } = await run('default/web');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'Service default/web (1 pod, TCP 8080): Open to some namespaces. Sources outside the cluster are shut out.',
      '',
      'NAMESPACE   REACH   PODS   PORTS      WHY',
      expect.stringMatching(
        /^default {5}none {4}0\/1 {4}<none> {5}ingress: isolated by default\/(deny-all|clients), default\/(deny-all|clients)$/,
      ),
      expect.stringMatching(/^shop {8}some {4}1\/2 {4}TCP 8080 {3}ingress: /),
      '',
    ]);
  });

  it('takes a Service first, then a pod or a workload of that name; or what is asked for', async () => {
    const kindOf = async (target: string) =>
      JSON.parse((await run(target, 'json')).stdout).target.kind;
    expect(await kindOf('default/web')).toBe('service');
    expect(await kindOf('pod:default/web')).toBe('pod');
    expect(await kindOf('default/own')).toBe('pod');
    expect(await kindOf('workload:default/Pod/web')).toBe('workload');
  });

  it('tells programs everything', async () => {
    const { stdout } = await run('default/web', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      target: { kind: 'service', namespace: 'default', name: 'web' },
      headline: 'open-to-some',
      outside: 'shut-out',
      pods: 1,
      namespaces: [
        { namespace: 'default', reach: 'none' },
        { namespace: 'shop', reach: 'some', pods: { allowed: 1, total: 2 } },
      ],
      partial: [],
    });
  });

  it('says what is not evaluated', async () => {
    const { stdout } = await run('default/web', 'table', {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'x' },
    });
    expect(stdout).toMatch(/^Partial: 1 CiliumNetworkPolicy is not evaluated/m);
  });

  it.each([
    [
      'default/none',
      /^reach default\/none: there is no pod, workload or Service/,
    ],
    ['service:default/none', /^There is no Service default\/none\.$/m],
    ['default/Job/none', /^There is no Job default\/none\.$/m],
    ['192.0.2.1', /^reach 192\.0\.2\.1: who reaches an address/],
    ['web', /^reach web: must be like/],
  ])('cannot say who reaches %s', async (target, message) => {
    const { stdout, stderr, exitCode } = await run(target);
    expect(stderr).toMatch(message);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });
});
