import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runWith } from '../__testUtils__/fakeTerminal';
import { explain, ExplainOptions } from './explain';

const manifests = `
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: shop, labels: {app: client}}
spec: {containers: []}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: both}
spec: {template: {metadata: {labels: {app: both}}, spec: {containers: []}}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: both}
spec: {template: {metadata: {labels: {app: both}}, spec: {containers: []}}}
`;

const policies = `# what the web team allows
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
  - from:
    - namespaceSelector: {matchLabels: {team: none}}
  - ports:
    - port: 8080
    from:
    # everybody in the cluster
    - podSelector: {matchLabels: {app: other}}
    - namespaceSelector: {}
`;

const guard = {
  apiVersion: 'policy.networking.k8s.io/v1alpha1',
  kind: 'AdminNetworkPolicy',
  metadata: { name: 'guard' },
  spec: {
    priority: 1,
    subject: { namespaces: {} },
    egress: [
      {
        name: 'no-office',
        action: 'Deny',
        to: [{ networks: ['198.51.100.0/24'] }],
      },
    ],
  },
};

describe('explain', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'network-policy-'));
    writeFileSync(join(folder, 'a.yaml'), manifests);
    writeFileSync(join(folder, 'b.yaml'), policies);
    writeFileSync(join(folder, 'c.json'), JSON.stringify([guard], null, 2));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (options: Partial<ExplainOptions>) =>
    runWith('', terminal =>
      explain(
        {
          from: 'shop/client',
          to: 'default/web',
          output: 'table',
          paths: [folder],
          ...options,
        },
        terminal,
      ),
    );

  const dataOf = async (options: Partial<ExplainOptions>) =>
    JSON.parse((await run({ ...options, output: 'json' })).stdout);

  it('says both sides in full sentences, and quotes the rule from its file with its lines', async () => {
    const { stdout, exitCode } = await run({
      to: 'service:default/web',
      port: '80',
    });
    expect(exitCode).toBe(0);
    expect(stdout.replaceAll(folder, '.').split('\n')).toEqual([
      'pod shop/client to Service default/web, TCP 80: allowed',
      'Port 80 of the Service leads to pod default/web-1, TCP 8080.',
      '',
      'Egress of pod shop/client: allowed',
      '  No policy isolates pod shop/client for egress, so everything is allowed.',
      '',
      'Ingress of pod default/web-1: allowed',
      '  spec.ingress[1].from[1] of NetworkPolicy default/web allows it.',
      '    ./b.yaml:11',
      '    11    - ports:',
      '    12      - port: 8080',
      '    13      from:',
      '    14      # everybody in the cluster',
      '    15      - podSelector: {matchLabels: {app: other}}',
      '    16      - namespaceSelector: {}',
      '',
      'Partial: AdminNetworkPolicy guard denies a block of addresses, and a pod without an address yet may get one that lies in it.',
      '',
    ]);
  });

  it('tells programs the same', async () => {
    expect(await dataOf({ port: 'http' })).toEqual({
      from: { pod: 'shop/client' },
      to: { workload: 'default/Deployment/web' },
      port: 'http',
      protocol: 'TCP',
      allowed: true,
      verdict: 'allowed',
      partial: [
        'AdminNetworkPolicy guard denies a block of addresses, and a pod without an address yet may get one that lies in it.',
      ],
      egress: {
        allowed: true,
        because: 'not-isolated',
        sentence: expect.any(String),
        policies: [],
      },
      ingress: {
        allowed: true,
        because: 'rules',
        sentence: expect.any(String),
        policies: [
          {
            kind: 'NetworkPolicy',
            namespace: 'default',
            name: 'web',
            tier: 'NetworkPolicy',
            rule: 1,
            peer: 1,
            port: 0,
            path: 'spec.ingress[1]',
            file: join(folder, 'b.yaml'),
            document: 1,
            line: 11,
            endLine: 16,
          },
        ],
      },
      decidedBy: {
        from: 'pod shop/client',
        to: 'pod default/web-1',
        protocol: 'TCP',
        port: 8080,
      },
    });
  });

  it('names the policies that isolate where no rule allows, and where they are', async () => {
    const { allowed, ingress } = await dataOf({ port: '9090' });
    expect(allowed).toBe(false);
    expect(ingress).toMatchObject({
      allowed: false,
      because: 'no-rule',
      sentence:
        'NetworkPolicy default/web isolates pod default/web-1 for ingress, and none of its rules allows it.',
      policies: [{ path: 'spec', line: 6, endLine: 16 }],
    });
  });

  it('names the rule of a policy of the whole cluster', async () => {
    const { allowed, egress } = await dataOf({
      to: '198.51.100.9',
      port: '443',
    });
    expect(allowed).toBe(false);
    expect(egress).toMatchObject({
      because: 'denied',
      sentence:
        'spec.egress[0].to[0] ("no-office") of AdminNetworkPolicy guard denies it.',
      policies: [
        { file: join(folder, 'c.json'), line: 14, ruleName: 'no-office' },
      ],
    });
  });

  it('says which ports are allowed, when none is asked for', async () => {
    expect(await dataOf({})).toMatchObject({
      allowed: true,
      ports: [{ protocol: 'TCP', ports: '8080' }],
      decidedBy: { protocol: 'TCP', port: 8080 },
    });
    expect(await dataOf({ protocol: 'udp' })).toMatchObject({
      allowed: false,
      protocol: 'UDP',
      ports: [],
    });
    expect((await run({})).stdout).toMatch(
      /^Allowed: TCP 8080\.\nThe reasons are those of pod shop\/client to pod default\/web-1 on TCP 8080\.$/m,
    );
  });

  it('is a table for spreadsheets and comments', async () => {
    const { stdout } = await run({ port: '8080', output: 'csv' });
    expect(stdout.split('\n')).toEqual([
      'side,verdict,because,policy,rule,file,line',
      'egress,allowed,not-isolated,,,,',
      `ingress,allowed,rules,NetworkPolicy default/web,spec.ingress[1],${join(
        folder,
        'b.yaml',
      )},11`,
      '"# pod shop/client to Deployment default/web, TCP 8080: allowed"',
      '"# Partial: AdminNetworkPolicy guard denies a block of addresses, and a pod without an address yet may get one that lies in it."',
      '',
    ]);
  });

  it.each<[Partial<ExplainOptions>, RegExp]>([
    [
      { from: 'service:default/web' },
      /^--from service:default\/web: a Service connects to nothing/,
    ],
    [
      { from: 'default/none' },
      /^--from default\/none: there is no pod, workload or Service/,
    ],
    [
      { to: 'pod:default/none' },
      /^--to pod:default\/none: there is no pod default\/none/,
    ],
    [
      { to: 'service:default/none' },
      /^--to .*: there is no Service default\/none/,
    ],
    [{ to: 'default/Job/none' }, /^--to .*: there is no Job default\/none/],
    [{ to: 'web' }, /^--to web: must be like/],
    [
      { to: 'default/both' },
      /^--to default\/both: it may be default\/StatefulSet\/both or default\/DaemonSet\/both: say which/,
    ],
    [{ port: '0' }, /^--port 0: must be a number from 1 to 65535/],
    [{ protocol: 'ICMP' }, /^--protocol ICMP: must be one of TCP, UDP, SCTP/],
  ])('refuses %j', async (options, message) => {
    const { stdout, stderr, exitCode } = await run(options);
    expect(stderr).toMatch(message);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });
});
