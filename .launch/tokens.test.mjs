import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { logFile } from './folders.mjs';
import {
  holdsToken,
  searchLogs,
  tokensOfKubeconfig,
  withoutTokens,
} from './tokens.mjs';

// Put together here, so that a search of the sources finds none.
const jwt = ['eyJhbGciOiJub25lIn0', 'eyJzdWIiOiJub2JvZHkifQ', 'c2lnbmVk'].join(
  '.',
);
const opaque = 'f'.repeat(32);
const ofDemoCluster = ['demo', 'writer', 'x_-4'.repeat(8)].join('-');

const folder = mkdtempSync(join(tmpdir(), 'launch-'));
const planted = logFile('tokens-test/planted');
after(() => {
  rmSync(folder, { recursive: true });
  rmSync(dirname(planted), { recursive: true, force: true });
});

test('a token is known by its look, or because it is known', () => {
  for (const line of [
    `signed in with ${jwt}`,
    `{"headers":{"authorization":"Bearer ${opaque}"}}`,
    `authorization: bearer ${opaque}`,
    `{"tokens":{"writer":"${ofDemoCluster}"}}`,
  ]) {
    assert.ok(holdsToken(line), line);
    assert.ok(!holdsToken(withoutTokens(line)), line);
  }
  assert.ok(holdsToken('it is hunter2, really', ['hunter2']));
});

test('talk of tokens is none', () => {
  for (const line of [
    'authorization: Bearer ***',
    'Authorization: Bearer [REDACTED]',
    'WWW-Authenticate: Bearer realm="portal"',
    'The Bearer token is missing',
    'Portal log: /tmp/demo-portal-log/eyJ.txt',
  ]) {
    assert.ok(!holdsToken(line), line);
    assert.equal(withoutTokens(line), line);
  }
});

test('the tokens of a kubeconfig are known, in whichever way it is written', () => {
  assert.deepEqual(
    tokensOfKubeconfig(
      'users: [{name: a, user: {token: first}}]\n    token: "second"\n{"token":"third"}',
    ),
    ['first', 'second', 'third'],
  );
});

test('logs in folders are searched, those of earlier runs are not', () => {
  const write = (name, text, at) => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (at) utimesSync(file, at, at);
    return file;
  };
  const since = Date.now() - 60_000;
  const clean = write('clean.log', 'nothing\n');
  const inFolder = write('replicas/one-0.log', `a\nb ${jwt}\n${opaque}\n`);
  write('earlier.log', jwt, new Date(since - 1_000));

  assert.deepEqual(searchLogs(folder, { since, secrets: [opaque] }), {
    logs: [clean, inFolder],
    places: [
      { log: inFolder, line: 2 },
      { log: inFolder, line: 3 },
    ],
  });
});

test('the check fails by a token in a log, and names its line without it', () => {
  mkdirSync(dirname(planted), { recursive: true });
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, 'users: [{name: a, user: {token: 0123abcd}}]');
  const search = since =>
    spawnSync(
      process.execPath,
      ['search-logs.mjs', String(since), kubeconfig],
      { cwd: import.meta.dirname, encoding: 'utf8' },
    );

  const since = Date.now() - 1_000;
  writeFileSync(planted, `one\ntwo ${jwt}\nthree\nfour 0123abcd\n`);
  const { status, stdout } = search(since);

  assert.equal(status, 1);
  const name = String.raw`\.state/log/tokens-test/planted\.log`;
  assert.match(stdout, new RegExp(`token in ${name}, line 2\\.`));
  assert.match(stdout, new RegExp(`token in ${name}, line 4\\.`));
  assert.ok(!stdout.includes(jwt) && !stdout.includes('0123abcd'));

  writeFileSync(planted, 'one\n');
  const clean = search(since);
  assert.ok(!clean.stdout.includes('planted'), clean.stdout);

  const nothing = search(Date.now() + 60_000);
  assert.equal(nothing.status, 1);
  assert.match(nothing.stdout, /^0 logs were searched\./);
});
