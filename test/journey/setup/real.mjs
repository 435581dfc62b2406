// Before the journey on a real cluster: the rights of the README's manifest for the portal's service account, a token
// for it, and a portal that has nothing but that token.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../.launch/folders.mjs';
import { startPortalUnderTest } from './portalUnderTest.mjs';

const execute = promisify(execFile);
const rights = join(root, 'docs', 'rbac.yaml');

export default async function setUp() {
  const { KUBECONFIG: kubeconfig, KUBECTL: program = 'kubectl' } = process.env;
  if (!kubeconfig) {
    throw new Error('KUBECONFIG must name the cluster of the journey.');
  }
  const kubectl = async (...words) =>
    (await execute(program, ['--kubeconfig', kubeconfig, ...words])).stdout;

  await kubectl('apply', '-f', rights);
  const token = await kubectl(
    ...['-n', 'backstage', 'create', 'token', 'portal', '--duration=2h'],
  );
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
    token: token.trim(),
    caFile,
    kubeconfig,
  });
  return async () => {
    await stopPortal();
    await kubectl('delete', '--wait=false', '-f', rights);
    await rm(folder, { recursive: true, force: true });
  };
}
