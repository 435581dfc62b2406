// Before the journey on a real cluster: exactly the shipped manifests, consent of the namespace default, and a portal
// that has nothing but the tokens of the three accounts.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../.launch/folders.mjs';
import { startPortalUnderTest } from './portalUnderTest.mjs';

const execute = promisify(execFile);
const manifests = join(root, 'docs', 'kubernetes');
/** In the order of the README. The namespace secondary does not exist yet, so that nobody can opt in for it alone. */
const files = [
  ...['reader', 'admission', 'writer', 'writer-everywhere'],
  ...['tokens', 'walkthrough'],
].flatMap(name => ['-f', join(manifests, `${name}.yaml`)]);
const consent = 'network-policy.backstage.io/owners';

/** Waits until the cluster has filled the Secret of an account. */
async function tokenOf(kubectl, account) {
  for (let left = 100; left > 0; left--) {
    const token = await kubectl(
      ...['-n', 'backstage', 'get', 'secret', `network-policy-${account}`],
      ...['-o', 'jsonpath={.data.token}'],
    );
    if (token) return Buffer.from(token, 'base64').toString();
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  throw new Error(`The Secret of network-policy-${account} has no token`);
}

export default async function setUp() {
  const { KUBECONFIG: kubeconfig, KUBECTL: program = 'kubectl' } = process.env;
  if (!kubeconfig) {
    throw new Error('KUBECONFIG must name the cluster of the journey.');
  }
  const kubectl = async (...words) =>
    (await execute(program, ['--kubeconfig', kubeconfig, ...words])).stdout;

  await kubectl('apply', ...files);
  await kubectl(
    ...['annotate', '--overwrite', 'namespace', 'default'],
    `${consent}=group:default/web-team`,
  );
  const tokens = {
    reader: await tokenOf(kubectl, 'reader'),
    writer: await tokenOf(kubectl, 'writer'),
    walkthrough: await tokenOf(kubectl, 'walkthrough'),
  };
  const {
    clusters: [{ cluster }],
  } = JSON.parse(
    await kubectl(
      ...['config', 'view', '--raw', '--minify', '--flatten', '-o', 'json'],
    ),
  );
  const folder = await mkdtemp(join(tmpdir(), 'network-policy-real-'));
  const caFile = join(folder, 'ca.crt');
  await writeFile(
    caFile,
    Buffer.from(cluster['certificate-authority-data'], 'base64'),
  );
  process.env.JOURNEY_KUBECTL = program;
  const stopPortal = await startPortalUnderTest({
    name: 'real',
    title: 'Test cluster',
    url: cluster.server,
    tokens,
    caFile,
    kubeconfig,
  });
  return async () => {
    await stopPortal();
    await kubectl('annotate', 'namespace', 'default', `${consent}-`);
    // What comes next may apply the same manifests again.
    await kubectl(
      ...['delete', '--ignore-not-found', '--timeout=90s'],
      ...files,
    );
    await rm(folder, { recursive: true, force: true });
  };
}
