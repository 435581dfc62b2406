import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './folders.mjs';

const { scripts } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

test('what people run by Yarn, too, has no commands that only a real shell knows', () => {
  for (const name of [
    'bench',
    'bench:export',
    'demo:faults',
    'network-policy',
    'fuzz',
  ]) {
    assert.doesNotMatch(scripts[name], /^exec /, name);
  }
});
