import { Format } from '../printing/report';
import { listOf, runWith } from '../__testUtils__/fakeTerminal';
import { podOf, policyOf } from '../__testUtils__/manifests';
import { list } from './list';

const run = (output: Format, ...objects: object[]) =>
  runWith(listOf(...objects), terminal =>
    list({ output, paths: ['-'] }, terminal),
  );

const closed = policyOf('closed', {
  podSelector: {},
  policyTypes: ['Ingress', 'Egress'],
});

const office = policyOf('office', {
  podSelector: { matchLabels: { app: 'a' } },
  egress: [
    {
      to: [{ ipBlock: { cidr: '198.51.100.0/24' } }],
      ports: [{ port: 80 }, { port: 443 }],
    },
  ],
});

describe('list', () => {
  it('prints exactly the shape that programs rely on', async () => {
    const { stdout } = await run(
      'json',
      podOf('a'),
      podOf('b'),
      closed,
      office,
    );
    expect(JSON.parse(stdout)).toEqual({
      connections: [
        {
          from: { workload: { namespace: 'default', kind: 'Pod', name: 'a' } },
          to: { range: '198.51.100.0-198.51.100.255' },
          allowed: [{ protocol: 'TCP', ports: '80,443' }],
        },
      ],
    });
  });

  it('is sorted by name, ranges last', async () => {
    const { stdout } = await run('csv', podOf('b'), podOf('a'));
    const everywhere = '0.0.0.0-255.255.255.255';
    expect(stdout.split('\n').map(line => line.split(',').slice(0, 2))).toEqual(
      [
        ['from', 'to'],
        ['default/Pod/a', 'default/Pod/b'],
        ['default/Pod/a', everywhere],
        ['default/Pod/b', 'default/Pod/a'],
        ['default/Pod/b', everywhere],
        [everywhere, 'default/Pod/a'],
        [everywhere, 'default/Pod/b'],
        [''],
      ],
    );
  });

  it('says so when nothing is allowed, and prints an empty list for programs', async () => {
    expect((await run('table', podOf('a'), closed)).stdout).toBe(
      'No connections are allowed.\n',
    );
    expect(JSON.parse((await run('json', closed)).stdout)).toEqual({
      connections: [],
    });
  });

  it('lists workloads whose pods have ended, and those on the network of their node as policies select them', async () => {
    const { stdout } = await run(
      'csv',
      podOf('job', {
        owner: { kind: 'Job', name: 'once' },
        status: { phase: 'Succeeded', podIP: '10.0.0.1' },
      }),
      podOf('agent', { hostNetwork: true }),
      closed,
      office,
    );
    expect(stdout).toContain(
      "# Partial: Pods that use their node's network are listed as policies select them, though network plugins differ in whether policies apply to them: 1.",
    );
    const open = await run(
      'csv',
      podOf('job', {
        owner: { kind: 'Job', name: 'once' },
        status: { phase: 'Failed' },
      }),
      podOf('a'),
    );
    expect(open.stdout).toContain('default/Job/once,default/Pod/a,all ports');
  });
});
