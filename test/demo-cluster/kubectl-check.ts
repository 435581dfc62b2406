// Runs a real kubectl (path in KUBECTL) against a freshly started demo cluster.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoCluster, startDemoCluster } from './index';

interface Result {
  code: number;
  output: string;
}

type Kubectl = (words: string, input?: string) => Promise<Result>;

interface Check {
  name: string;
  words: string;
  input?: string;
  code?: number;
  expected: RegExp[];
}

// Tried once: a pod that is made for another try has no logs yet.
const blockedJob = JSON.stringify({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'blocked' },
  spec: {
    backoffLimit: 0,
    template: {
      spec: {
        restartPolicy: 'Never',
        containers: [
          {
            name: 'blocked',
            image: 'agnhost',
            command: [
              '/agnhost',
              'connect',
              '--timeout=300ms',
              'web.default:80',
            ],
          },
        ],
      },
    },
  },
});

function policy(name: string, port: number): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: default }
spec:
  podSelector: { matchLabels: { app: web } }
  ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: ${port}, protocol: TCP }] }]
`;
}

/* prettier-ignore */
const checks: Check[] = [
  { name: 'get namespaces', words: 'get namespaces', expected: [/^NAME +STATUS +AGE/, /payments +Active/] },
  { name: 'get pods wide', words: 'get pods -n default -o wide', expected: [/READY +STATUS +RESTARTS +AGE +IP +NODE/, /web +1\/1 +Running/] },
  { name: 'get networkpolicy in all namespaces', words: 'get networkpolicy -A', expected: [/NAMESPACE +NAME +POD-SELECTOR +AGE/, /login-allow-all-namespaces/] },
  { name: 'get as YAML', words: 'get networkpolicy web-deny-all -o yaml', expected: [/policyTypes:\n {2}- Ingress/] },
  { name: 'get what is not there', words: 'get pod nobody', code: 1, expected: [/Error from server \(NotFound\): pods "nobody" not found/] },
  { name: 'get all', words: 'get all -n orders', expected: [/deployment.apps\/orders-api/, /service\/orders-api/] },
  { name: 'get in pages', words: 'get pods -A --chunk-size=7', expected: [/coredns/, /warehouse-loader/] },
  { name: 'describe networkpolicy', words: 'describe networkpolicy login-allow-all-namespaces -n identity', expected: [/Allowing ingress traffic:/, /NamespaceSelector: <none>/, /Policy Types: Ingress/] },
  { name: 'describe pod', words: 'describe pod web', expected: [/Status: +Running/] },
  { name: 'describe namespace', words: 'describe namespace frozen', expected: [/no-pods/, /pods +0 +0/] },
  { name: 'describe service', words: 'describe service web', expected: [/Endpoints: +10\.244\.\d+\.\d+:80/] },
  { name: 'apply', words: 'apply -f -', input: policy('checked', 80), expected: [/networkpolicy.networking.k8s.io\/checked created/] },
  { name: 'apply unchanged', words: 'apply -f -', input: policy('checked', 80), expected: [/checked unchanged/] },
  { name: 'apply a change', words: 'apply -f -', input: policy('checked', 81), expected: [/checked configured/] },
  { name: 'apply --dry-run=server', words: 'apply --dry-run=server -f -', input: policy('checked', 82), expected: [/checked configured \(server dry run\)/] },
  { name: 'a dry run changes nothing', words: 'get networkpolicy checked -o jsonpath={.spec.ingress[0].ports[0].port}', expected: [/^81$/] },
  { name: 'apply an unknown field', words: 'apply -f -', input: policy('strange', 80).replace('ingress:', 'ingres:'), code: 1, expected: [/strict decoding error: unknown field "spec.ingres"/] },
  { name: 'apply an invalid policy', words: 'apply -f -', input: policy('invalid', 70000), code: 1, expected: [/The NetworkPolicy "invalid" is invalid: spec.ingress\[0\].ports\[0\].port: Invalid value: 70000: must be between 1 and 65535/] },
  { name: 'apply --server-side', words: 'apply --server-side --field-manager=one -f -', input: policy('shared', 80), expected: [/shared serverside-applied/] },
  { name: 'apply --server-side, conflict', words: 'apply --server-side --field-manager=two -f -', input: policy('shared', 81), code: 1, expected: [/conflict with "one": .spec.ingress/] },
  { name: 'apply --server-side --force-conflicts', words: 'apply --server-side --force-conflicts --field-manager=two -f -', input: policy('shared', 81), expected: [/serverside-applied/] },
  { name: 'apply --server-side of another value after apply', words: 'apply --server-side --field-manager=other -f -', input: policy('checked', 83), code: 1, expected: [/conflict with "kubectl-client-side-apply" using networking.k8s.io\/v1: .spec.ingress/] },
  { name: 'apply --server-side after apply', words: 'apply --server-side -f -', input: policy('checked', 81), expected: [/serverside-applied/] },
  { name: 'label', words: 'label networkpolicy checked team=web', expected: [/labeled/] },
  { name: 'patch', words: 'patch networkpolicy checked --type=json -p [{"op":"remove","path":"/metadata/labels/team"}]', expected: [/patched/] },
  { name: 'delete', words: 'delete networkpolicy checked shared', expected: [/"checked" deleted/, /"shared" deleted/] },
  { name: 'create namespace', words: 'create namespace secondary', expected: [/namespace\/secondary created/] },
  { name: 'create job, blocked', words: 'create -n secondary -f -', input: blockedJob, expected: [/job.batch\/blocked created/] },
  { name: 'logs of the blocked job', words: 'wait job/blocked -n secondary --for=jsonpath={.status.failed}=1 --timeout=20s', expected: [/condition met/] },
  { name: 'create job, open', words: 'create job open -n secondary --image=agnhost -- /agnhost connect --timeout=300ms login.identity:8080', expected: [/created/] },
  { name: 'wait for the open job', words: 'wait job/open -n secondary --for=condition=complete --timeout=20s', expected: [/condition met/] },
  { name: 'logs', words: 'logs -n secondary -l job-name=blocked', expected: [/TIMEOUT/] },
  { name: 'get jobs', words: 'get jobs -n secondary', expected: [/STATUS +COMPLETIONS +DURATION/, /open +Complete +1\/1/] },
  { name: 'run --expose', words: 'run shop --image=nginx -n secondary --port=80 --expose', expected: [/service\/shop created/, /pod\/shop created/] },
  { name: 'wait for a pod', words: 'wait pod/shop -n secondary --for=condition=Ready --timeout=20s', expected: [/condition met/] },
  { name: 'events', words: 'get events -n secondary', expected: [/LAST SEEN +TYPE +REASON +OBJECT +MESSAGE/, /SuccessfulCreate/] },
  { name: 'scale', words: 'patch deployment catalogue -n catalogue -p {"spec":{"replicas":3}}', expected: [/patched/] },
  { name: 'rollout status', words: 'rollout status deployment/catalogue -n catalogue --timeout=20s', expected: [/successfully rolled out/] },
  { name: 'delete namespace', words: 'delete namespace secondary --timeout=20s', expected: [/deleted/] },
  { name: 'auth can-i, yes', words: 'auth can-i delete networkpolicies -A', expected: [/^yes/m] },
  { name: 'auth whoami', words: 'auth whoami', expected: [/admin/] },
  { name: 'api-resources', words: 'api-resources', expected: [/networkpolicies +netpol +networking.k8s.io\/v1 +true +NetworkPolicy/] },
  { name: 'version', words: 'version', expected: [/Server Version: v1.37.0-simulated/] },
];

function kubectlOf(
  program: string,
  cluster: DemoCluster,
  token?: string,
): Kubectl {
  const login = token ? [`--token=${token}`] : [];
  return (words, input) =>
    new Promise(resolve => {
      const child = execFile(
        program,
        [`--kubeconfig=${cluster.kubeconfig}`, ...login, ...words.split(' ')],
        { timeout: 30000 },
        (error, stdout, stderr) => {
          const code = typeof error?.code === 'number' ? error.code : 0;
          resolve({ code: error && !code ? 1 : code, output: stdout + stderr });
        },
      );
      child.stdin?.end(input ?? '');
    });
}

let passed = 0;
let failed = 0;

function report(name: string, ok: boolean, output = ''): void {
  if (ok) passed += 1;
  else failed += 1;
  const detail = output.trim().replace(/^/gm, '     ');
  process.stdout.write(ok ? `ok   ${name}\n` : `FAIL ${name}\n${detail}\n`);
}

async function checkWatch(
  program: string,
  cluster: DemoCluster,
  kubectl: Kubectl,
) {
  const arguments_ = [
    `--kubeconfig=${cluster.kubeconfig}`,
    'get',
    'networkpolicy',
    '-w',
  ];
  const watch = spawn(program, arguments_);
  let seen = '';
  watch.stdout.on('data', chunk => {
    seen += chunk;
  });
  const sees = async (text: string) => {
    for (let turn = 0; turn < 100 && !seen.includes(text); turn += 1) {
      await sleep(50);
    }
    return seen.includes(text);
  };
  const before = await sees('web-deny-all');
  await kubectl('create -f -', policy('watched', 80));
  const after = await sees('watched');
  await kubectl('delete networkpolicy watched');
  watch.kill();
  report('get -w', before && after, seen);
}

async function checkRights(program: string, cluster: DemoCluster) {
  const viewer = kubectlOf(program, cluster, cluster.tokenFor('viewer'));
  const asked = await viewer('auth can-i create jobs -n default');
  report(
    'auth can-i, no',
    asked.code === 1 && /^no/m.test(asked.output),
    asked.output,
  );
  const refused = await viewer('get jobs -A');
  const expected =
    'jobs.batch is forbidden: User "viewer" cannot list resource "jobs" in API group "batch" at the cluster scope';
  report(
    'a user without the right',
    refused.output.includes(expected),
    refused.output,
  );
}

async function main(): Promise<void> {
  const program = process.env.KUBECTL;
  if (!program) throw new Error('KUBECTL must be the path of a kubectl.');
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-check-'));
  const cluster = await startDemoCluster({ folder });
  try {
    const kubectl = kubectlOf(program, cluster);
    for (const { name, words, input, code = 0, expected } of checks) {
      const result = await kubectl(words, input);
      const ok =
        result.code === code &&
        expected.every(pattern => pattern.test(result.output));
      report(name, ok, `exit ${result.code}\n${result.output}`);
    }
    await checkWatch(program, cluster, kubectl);
    await checkRights(program, cluster);
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
