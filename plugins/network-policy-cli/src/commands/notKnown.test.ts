import { listOf, runWith } from '../__testUtils__/fakeTerminal';
import { podOf, policyOf, serviceOf } from '../__testUtils__/manifests';
import { resultsOf, runAssert } from '../__testUtils__/runAssert';
import { explain } from './explain';
import { list } from './list';
import { reach } from './reach';

const template = (labels?: Record<string, string>) => ({
  ...(labels && { metadata: { labels } }),
  spec: {
    containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }],
  },
});

const workloadOf = (apiVersion: string, kind: string, name: string) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'default' },
  spec: { selector: { app: name }, template: template({ app: name }) },
});

const rollout = workloadOf('argoproj.io/v1alpha1', 'Rollout', 'web');
const legacy = workloadOf('apps.openshift.io/v1', 'DeploymentConfig', 'old');
const knative = {
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: { name: 'fn', namespace: 'default' },
  spec: { template: template() },
};
const scaledJob = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledJob',
  metadata: { name: 'batch', namespace: 'default' },
  spec: { jobTargetRef: { template: template({ app: 'batch' }) } },
};
const open = policyOf('web', {
  podSelector: { matchLabels: { app: 'web' } },
  ingress: [{ from: [{ namespaceSelector: {} }] }],
});

const outside = { address: '203.0.113.1' };

async function denied(
  manifests: readonly object[],
  to: object,
  port?: number | string,
) {
  const { stdout, stderr, exitCode } = await runAssert(
    listOf(...manifests),
    JSON.stringify([
      { name: 'shut', from: outside, to, port, expect: 'denied' },
    ]),
  );
  const [{ actual, pass, reasons }] = resultsOf(stdout);
  return { actual, pass, reasons, exitCode, stderr };
}

describe('a denial that is not known does not pass as one', () => {
  it.each([
    [
      'no pods',
      serviceOf('web', [{ port: 80 }]),
      'not known: no pod is known that Service default/web selects (app=web)',
    ],
    [
      'no selector and no endpoints',
      { ...serviceOf('web', [{ port: 80 }]), spec: { ports: [{ port: 80 }] } },
      'not known: Service default/web has no selector, and no EndpointSlice says where it leads',
    ],
    [
      'an ExternalName',
      {
        ...serviceOf('web', []),
        spec: { type: 'ExternalName', externalName: 'db.example.com' },
      },
      'not known: Service default/web is an ExternalName: it leads to a name of DNS',
    ],
  ])('of a Service with %s', async (_what, service, reason) => {
    for (const manifests of [[service], [service, podOf('other'), open]]) {
      expect(
        await denied(manifests, { service: 'default/web' }, 80),
      ).toMatchObject({
        actual: 'not-known',
        pass: false,
        exitCode: 1,
        reasons: [reason],
      });
      const run = (command: Parameters<typeof runWith>[1]) =>
        runWith(listOf(...manifests), command);
      const explained = await run(terminal =>
        explain(
          {
            from: '203.0.113.1',
            to: 'service:default/web',
            output: 'table',
            paths: ['-'],
          },
          terminal,
        ),
      );
      expect(explained.stdout).toMatch(/: not known\nNot known: /);
      const reached = await run(terminal =>
        reach(
          { target: 'default/web', output: 'table', paths: ['-'] },
          terminal,
        ),
      );
      expect(reached.stdout).toMatch(
        /: Not known: none of its pods is known\./,
      );
      expect(reached.stdout).not.toMatch(/Closed|shut out/);
    }
  });

  it('of a target port that no pod has', async () => {
    const service = serviceOf('web', [{ port: 80, targetPort: 'htpp' }]);
    expect(
      await denied([service, podOf('web')], { service: 'default/web' }, 80),
    ).toMatchObject({
      actual: 'not-known',
      exitCode: 1,
      reasons: [
        'not known: no pod of Service default/web declares its target port htpp',
      ],
    });
  });
});

describe('a port that is not there is an error of the question', () => {
  const manifests = [
    podOf('web', { ports: [{ name: 'http', containerPort: 3000 }] }),
    serviceOf('web', [{ name: 'http', port: 80, targetPort: 'http' }]),
  ];

  it.each([
    [
      { service: 'default/web' },
      8080,
      'Service default/web has no TCP port 8080; it has http (TCP 80)',
    ],
    [
      { service: 'default/web' },
      'htpp',
      'Service default/web has no TCP port htpp; it has http (TCP 80)',
    ],
    [
      { pod: 'default/web' },
      'htpp',
      'pod default/web declares no TCP port of the name htpp; it declares http (TCP 3000)',
    ],
  ])('of %j: %s', async (to, port, message) => {
    const { exitCode, stderr, pass, actual } = await denied(
      manifests,
      to,
      port,
    );
    expect({ exitCode, pass, actual }).toEqual({
      exitCode: 2,
      pass: false,
      actual: 'not-known',
    });
    expect(stderr).toContain(`[0].port: ${message}`);
  });
});

describe('objects of other kinds that run pods', () => {
  const service = serviceOf('web', [{ port: 80, targetPort: 'http' }]);
  const manifests = [rollout, legacy, knative, scaledJob, service, open];

  it('are workloads where the template says the labels of the pods', async () => {
    const { stdout, exitCode } = await runAssert(
      listOf(...manifests),
      JSON.stringify([
        {
          from: outside,
          to: { service: 'default/web' },
          port: 80,
          expect: 'denied',
        },
        {
          from: { workload: 'default/DeploymentConfig/old' },
          to: { service: 'default/web' },
          port: 80,
          expect: 'allowed',
        },
        {
          from: { workload: 'default/DeploymentConfig/old' },
          to: { workload: 'default/Rollout/web' },
          port: 'http',
          expect: 'allowed',
        },
      ]),
    );
    expect(resultsOf(stdout).map(({ actual }) => actual)).toEqual([
      'denied',
      'allowed',
      'allowed',
    ]);
    expect(exitCode).toBe(0);
  });

  it('are named where it does not: what is listed is not all', async () => {
    const { stdout, stderr } = await runWith(listOf(...manifests), terminal =>
      list({ output: 'csv', paths: ['-'] }, terminal),
    );
    expect(stdout).toContain('default/Rollout/web');
    expect(stdout).toContain(
      '# Partial: Pods are missing, as their labels cannot be read from what runs them: Service.serving.knative.dev default/fn, ScaledJob default/batch.',
    );
    expect(stderr).not.toContain('Ignored');
  });

  it('do not take the place of a Service of the same name', async () => {
    const named = {
      ...knative,
      metadata: { name: 'web', namespace: 'default' },
      spec: { template: template({ app: 'web' }) },
    };
    expect(
      await denied([service, named, open], { service: 'default/web' }, 80),
    ).toMatchObject({ actual: 'denied', pass: true, exitCode: 0, stderr: '' });
  });
});

describe('a verdict that is partial', () => {
  const blocks = policyOf('blocks', {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  });
  const manifests = listOf(podOf('web'), podOf('client'), blocks);
  const assertions = JSON.stringify([
    {
      name: 'client is shut out',
      from: { pod: 'default/client' },
      to: { pod: 'default/web' },
      port: 80,
      expect: 'denied',
    },
    {
      name: 'the web goes out',
      from: { pod: 'default/web' },
      to: outside,
      expect: 'allowed',
    },
  ]);
  const run = (allowPartial?: boolean) =>
    runAssert(manifests, assertions, { output: 'table', allowPartial });

  it('does not pass', async () => {
    const { stdout, exitCode } = await run();
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'FAIL  client is shut out: it is denied as far as is known, which --allow-partial lets pass\n',
    );
    expect(stdout).toContain('      Partial: NetworkPolicy default/blocks');
    expect(stdout).toMatch(/^1 passed, 1 failed$/m);
  });

  it('passes with --allow-partial, and is counted', async () => {
    const { stdout, exitCode } = await run(true);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('pass  client is shut out (partial)\n');
    expect(stdout).toMatch(/^2 passed \(1 partial\), 0 failed$/m);
  });
});
