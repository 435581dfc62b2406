import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findChromium, onPath } from './chromium.mjs';
import { harnessProblem, kubeconfigIn } from './realCluster.mjs';

const folder = mkdtempSync(join(tmpdir(), 'launch-'));
after(() => rmSync(folder, { recursive: true }));
const program = name => {
  const file = join(folder, name);
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
};

test('CHROMIUM_PATH wins, and is checked', () => {
  const file = program('my-browser');
  assert.equal(
    findChromium({ env: { CHROMIUM_PATH: file, PATH: folder } }),
    file,
  );
  assert.throws(
    () => findChromium({ env: { CHROMIUM_PATH: join(folder, 'missing') } }),
    /^Failure: CHROMIUM_PATH is .*missing, which is not a program/,
  );
});

test('a browser is found on the PATH, then among the applications', () => {
  const application = program('Google Chrome');
  assert.equal(
    findChromium({ env: { PATH: '/nowhere' }, places: [] }),
    undefined,
  );
  assert.equal(
    findChromium({ env: { PATH: '/nowhere' }, places: [application] }),
    application,
  );
  const chrome = program('google-chrome');
  assert.equal(
    findChromium({
      env: { PATH: `/nowhere:${folder}` },
      places: [application],
    }),
    chrome,
  );
});

test('a file without the right to run is no program', () => {
  writeFileSync(join(folder, 'plain'), '', { mode: 0o644 });
  assert.equal(onPath('plain', folder), undefined);
});

test('where the test cluster cannot run, one sentence says what is missing', () => {
  assert.equal(
    harnessProblem({ platform: 'darwin', uid: 501, go: '', folder }),
    'The test cluster needs Linux, root and Go; missing here: Linux, root, Go. Set KUBECONFIG to use another cluster.',
  );
  assert.match(
    harnessProblem({ platform: 'linux', uid: 0, go: '/go', folder }),
    /is missing/,
  );
  program('up.sh');
  assert.equal(
    harnessProblem({ platform: 'linux', uid: 0, go: '/go', folder }),
    undefined,
  );
});

test('the test cluster says where its kubeconfig is', () => {
  assert.equal(
    kubeconfigIn(['x', 'KUBECONFIG=/tmp/a b/kubeconfig']),
    '/tmp/a b/kubeconfig',
  );
  assert.equal(kubeconfigIn(['nothing']), undefined);
});
