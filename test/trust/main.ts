// Two accounts with exactly the shipped manifests, on a real cluster: what the reader and the writer are refused, and
// what the writer is allowed. KUBECONFIG names the cluster.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Account } from './cluster/Account';
import { kubectlOrThrow, kubectlWith } from './cluster/kubectl';
import {
  bindEverything,
  createWorld,
  namespaces,
  removeWorld,
  unbindEverything,
  until,
} from './cluster/world';
import { servedResources, tryEveryWrite } from './requests/everyWrite';
import { changed, HostileRequest } from './requests/hostile';
import { hostileJobs } from './requests/hostileJobs';
import { hostilePods } from './requests/hostilePods';
import { create, jobsIn, probeJob } from './requests/probeJob';
import { hostileOthers, hostileWrites } from './requests/hostileOthers';
import {
  hostileWalkthrough,
  ofWalkthrough,
} from './requests/hostileWalkthrough';
import {
  createPolicy,
  hostilePolicies,
  policy,
  policyPath,
} from './requests/hostilePolicies';

let reader: Account;
let writer: Account;
let walkthrough: Account;
let ours: { metadata: { name: string; resourceVersion: string } };

const refused = async ({ request }: HostileRequest) =>
  (await writer.send(request)).status === 403;

before(
  async () => {
    await createWorld();
    reader = await Account.of('network-policy-reader');
    writer = await Account.of('network-policy-writer');
    walkthrough = await Account.of('network-policy-walkthrough');
    const [first] = hostilePods();
    await until('admission refuses', () => refused(first));
    await until(
      'the writer may write',
      async () => (await writer.send(create(probeJob()))).status === 201,
    );
    const made = await writer.send({
      method: 'POST',
      path: policyPath('').slice(0, -1),
      body: policy(),
    });
    assert.equal(made.status, 201, made.message);
    ours = made.body as typeof ours;
  },
  { timeout: 120_000 },
);
after(removeWorld, { timeout: 120_000 });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => removeWorld().finally(() => process.exit(1)));
}

const logCanI = async (account: Account) => {
  const { output } = await kubectlWith(account.token, [
    'auth',
    'can-i',
    '--list',
    '-n',
    namespaces.consenting,
  ]);
  const lines = output.split('\n').filter(line => line.trim());
  for (const line of lines) console.log(`| ${line}`);
  assert.ok(lines.length > 1, output);
};

test('the reader: kubectl auth can-i --list', () => logCanI(reader));
test('the writer: kubectl auth can-i --list', () => logCanI(writer));

test(
  'the reader is refused every write of every kind',
  { timeout: 120_000 },
  async context => {
    const served = await servedResources(namespaces.consenting);
    const { refused: table, passed } = await tryEveryWrite(reader, served);
    for (const [name, verbs] of table)
      console.log(`| ${name}: ${verbs.join(', ')}`);
    const requests = [...table.values()].flat().length;
    context.diagnostic(
      `${requests} writes of ${table.size} kinds were refused`,
    );
    assert.deepEqual(passed, []);
    assert.ok(requests > 150);
  },
);

test('the reader may list and watch what verdicts depend on', async () => {
  for (const path of [
    ...['namespaces', 'nodes', 'pods', 'services'].map(
      name => `/api/v1/${name}`,
    ),
    '/apis/discovery.k8s.io/v1/endpointslices',
    '/apis/networking.k8s.io/v1/networkpolicies',
  ]) {
    const { status, message } = await reader.send({ method: 'GET', path });
    assert.equal(status, 200, message);
  }
});

test("the writer may make and remove our prober's Job, and policies", async () => {
  for (const target of [
    { serviceHost: 'web.default.svc', podAddress: '10.244.0.1' },
    { podAddress: 'fd00::1' },
    { serviceHost: 'web.default.svc' },
  ]) {
    const job = probeJob(namespaces.consenting, target);
    const made = await writer.send({
      method: 'POST',
      path: jobsIn(namespaces.consenting),
      body: job,
    });
    assert.equal(made.status, 201, made.message);
    const removed = await writer.send({
      method: 'DELETE',
      path: `${jobsIn(namespaces.consenting)}/${job.metadata.name}`,
      body: { propagationPolicy: 'Background' },
    });
    assert.equal(removed.status, 200, removed.message);
  }
  const path = policyPath('another');
  const made = await writer.send({
    ...createPolicy(policy(namespaces.consenting, 'another')),
    path: path.slice(0, -'/another'.length),
  });
  assert.equal(made.status, 201, made.message);
  const replaced = await writer.send({
    method: 'PUT',
    path,
    body: changed(made.body as typeof ours, [
      'spec podSelector matchLabels app',
      'db',
    ]),
  });
  assert.equal(replaced.status, 200, replaced.message);
  const removed = await writer.send({ method: 'DELETE', path });
  assert.equal(removed.status, 200, removed.message);
});

test('a policy of an older version, which names no entity, gets one with its first change', async () => {
  const old = changed(policy(namespaces.consenting, 'older'), [
    'metadata annotations network-policy.backstage.io/entity',
    undefined,
  ]);
  await kubectlOrThrow(
    ['apply', '--server-side', '-f', '-'],
    JSON.stringify(old),
  );
  const path = policyPath('older');
  const now = await writer.send({ method: 'GET', path });
  const replaced = await writer.send({
    method: 'PUT',
    path,
    body: changed(now.body as typeof ours, [
      'metadata annotations network-policy.backstage.io/entity',
      'component:default/web',
    ]),
  });
  assert.equal(replaced.status, 200, replaced.message);
});

/** Each request is refused, and for the reason that is named. */
async function refuseAll(
  requests: readonly HostileRequest[],
  account = writer,
) {
  const passed: string[] = [];
  for (const { name, request, because, wall } of requests) {
    const { status, message } = await account.send(request);
    const reason = because ?? 'cannot';
    if (status !== 403 || !message.includes(reason)) {
      passed.push(`${name}: ${status} ${message}`);
    } else {
      console.log(`| refused: ${name} (${wall})`);
    }
  }
  assert.deepEqual(passed, []);
}

test('the writer is refused Jobs of hostile pods', () =>
  refuseAll(hostilePods()));
test('the writer is refused hostile Jobs', () => refuseAll(hostileJobs()));
test('the writer is refused hostile policies', () =>
  refuseAll(hostilePolicies(ours)));
test('the writer is refused everything else', () =>
  refuseAll([...hostileWrites(), ...hostileOthers()]));

test('the walkthrough may make its own objects, and nothing else', async () => {
  for (const request of ofWalkthrough) {
    const { status, message } = await walkthrough.send(request);
    assert.equal(status, 201, message);
  }
  await refuseAll(hostileWalkthrough(), walkthrough);
});

test('kubectl --dry-run=server is refused as well', async () => {
  const [job] = hostilePods();
  const [made] = hostilePolicies(ours);
  for (const { request } of [job, made]) {
    const { code, output } = await kubectlWith(
      writer.token,
      ['create', '--dry-run=server', '--validate=false', '-f', '-'],
      JSON.stringify(request.body),
    );
    assert.notEqual(code, 0);
    assert.match(output, /ValidatingAdmissionPolicy/);
  }
});

test('admission alone refuses every hostile write, where far too much is bound to the writer', async () => {
  await bindEverything();
  try {
    await until(
      'the binding counts',
      async () =>
        (
          await writer.send({ method: 'GET', path: '/api/v1/secrets' })
        ).status === 200,
    );
    await refuseAll(
      [
        ...hostilePods(),
        ...hostileJobs(),
        ...hostilePolicies(ours),
        ...hostileWrites(),
      ]
        .filter(({ wall }) => wall !== 'only-rights')
        .map(each => ({
          ...each,
          because: each.because ?? 'ValidatingAdmissionPolicy',
          wall: 'admission',
        })),
    );
  } finally {
    await unbindEverything();
  }
});
