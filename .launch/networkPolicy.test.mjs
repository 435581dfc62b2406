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
import { bundleFolder, entryOf } from './networkPolicy.mjs';

const base = mkdtempSync(join(tmpdir(), 'launch-'));
after(() => rmSync(base, { recursive: true }));

const write = (file, text) => {
  mkdirSync(join(base, file, '..'), { recursive: true });
  writeFileSync(join(base, file), text);
};

write('yarn.lock', '');
write('plugins/network-policy-common/src/index.ts', 'a');
write('plugins/network-policy-cli/src/deep/index.ts', 'b');
write('plugins/network-policy-cli/bundle.mjs', '');

test('the code is made anew when a source changes, comes or goes, and only then', () => {
  const first = bundleFolder(base);
  assert.equal(bundleFolder(base), first);

  const source = 'plugins/network-policy-cli/src/deep/index.ts';
  write(source, 'b, longer');
  const longer = bundleFolder(base);
  assert.notEqual(longer, first);

  utimesSync(join(base, source), new Date(), new Date(2020, 1, 1));
  assert.notEqual(bundleFolder(base), longer);

  const before = bundleFolder(base);
  write('plugins/network-policy-common/src/more.ts', '');
  assert.notEqual(bundleFolder(base), before);
  rmSync(join(base, 'plugins/network-policy-common/src/more.ts'));
  assert.equal(bundleFolder(base), before);
});

test('there is nothing to run until it has been made', () => {
  const bundle = join(base, 'made');
  assert.equal(entryOf(bundle), undefined);
  write('made/index.mjs', '');
  assert.equal(entryOf(bundle), join(bundle, 'index.mjs'));
});
