import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { builtPrograms } from './realCluster.mjs';

const cache = mkdtempSync(join(tmpdir(), 'np-cluster-'));
after(() => rmSync(cache, { recursive: true }));

const build = (name, doneAt) => {
  const folder = join(cache, name);
  mkdirSync(folder);
  if (doneAt) {
    writeFileSync(join(folder, 'done'), '');
    utimesSync(join(folder, 'done'), doneAt, doneAt);
  }
  return folder;
};

test('what was built last is found, and nothing that is not complete', () => {
  const env = { CLUSTER_CACHE: cache };
  assert.equal(
    builtPrograms({ CLUSTER_CACHE: join(cache, 'none') }),
    undefined,
  );
  build('a-part', undefined);
  assert.equal(builtPrograms(env), undefined);
  const latest = build('latest', 2_000);
  build('old', 1_000);
  assert.equal(builtPrograms(env), latest);
});
