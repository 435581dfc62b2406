// Brings Node, Yarn and the packages of the lockfile; what is there already is left alone.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, explain, shown } from './failure.mjs';
import { logFile, root, toolchainFolder } from './folders.mjs';
import { checkRuns, chooseNode } from './node.mjs';
import {
  chosenForYarn,
  npmCommand,
  npmSettings,
  yarnVariables,
} from './npm.mjs';
import { runProgram } from './programs.mjs';
import { lastLines, step } from './report.mjs';
import { installed, setInstalled, wanted } from './stamp.mjs';

const yarnVersion = '4.13.0';
const bin = join(toolchainFolder, 'node_modules', '.bin');
const ready = join(toolchainFolder, 'ready');

/** Runs one program of the preparation, and turns its failure into a sentence. Returns its last lines. */
async function prepare(name, what, [command, ...args], options) {
  const { code, lines, log } = await runProgram(name, command, args, {
    ...options,
    log: logFile(name),
  });
  if (code === 0) return lines;
  if (code === 127) {
    throw new Failure(
      `${command} is not on the PATH: install Node with npm and start again.`,
    );
  }
  const text = lines.join('\n');
  const sentence = explain(text);
  const where = `The full log is ${shown(log)}.`;
  throw new Failure(
    `${what} failed${sentence ? `. ${sentence}` : '.'}`,
    sentence
      ? [where]
      : [...lastLines(lines, 12).map(line => `  ${line}`), where],
  );
}

/** A Yarn on the PATH that is new enough for the lockfile; never one that would download another. */
function yarnOnPath(env) {
  const { stdout, status } = spawnSync('yarn', ['--version'], {
    cwd: root,
    env: {
      ...env,
      COREPACK_ENABLE_NETWORK: '0',
      COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
    },
    encoding: 'utf8',
  });
  const [major, minor] = (stdout ?? '').trim().split('.').map(Number);
  return status === 0 && major === 4 && minor >= 13;
}

async function bringTools(node) {
  const packages = [`@yarnpkg/cli-dist@${yarnVersion}`];
  if (node.install) packages.unshift(node.install);
  const there = existsSync(ready) ? readFileSync(ready, 'utf8').split(' ') : [];
  if (packages.every(name => there.includes(name))) return;
  const names = packages.map(name => name.replace('@yarnpkg/cli-dist', 'yarn'));
  await step(`Bringing ${names.join(' and ')}`, async () => {
    mkdirSync(toolchainFolder, { recursive: true });
    // What an interrupted attempt has left may be incomplete.
    rmSync(join(toolchainFolder, 'node_modules'), {
      recursive: true,
      force: true,
    });
    // With a package.json of its own, npm takes this folder for the project and leaves the repository alone.
    writeFileSync(
      join(toolchainFolder, 'package.json'),
      '{ "private": true }\n',
    );
    // Without scripts: the packages are ready as they are, and newer npm asks before it runs any.
    const flags = [
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--no-save',
      '--fetch-retry-mintimeout=1000',
      '--fetch-retry-maxtimeout=5000',
    ];
    const command = [...npmCommand(), 'install', ...flags, ...packages];
    const lines = await prepare(
      'toolchain',
      'Bringing Node and Yarn',
      command,
      { cwd: toolchainFolder },
    );
    if (node.install) checkRuns(node, explain(lines.join('\n')));
    writeFileSync(ready, packages.join(' '));
  });
}

async function installPackages(env, yarn, nodeVersion) {
  const hash = wanted(root, nodeVersion);
  if (installed(root) === hash) return;
  await step('Installing the packages of yarn.lock', async () => {
    const config = spawnSync(yarn, ['config', '--json'], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    const chosen = chosenForYarn(config.stdout ?? '');
    const variables = yarnVariables(npmSettings(root), name =>
      chosen.has(name),
    );
    await prepare(
      'install',
      'Installing the packages',
      [yarn, 'install', '--immutable'],
      {
        env: { ...env, ...variables, SCARF_ANALYTICS: 'false' },
      },
    );
    setInstalled(root, hash);
  });
}

/**
 * Prepares everything that the other programs need.
 * @returns {Promise<NodeJS.ProcessEnv>} the environment to run them in: the right Node, Yarn and the packages' programs first on the PATH
 */
export async function prepareToolchain() {
  const node = chooseNode();
  const path = [
    node.bin,
    join(root, 'node_modules', '.bin'),
    bin,
    process.env.PATH,
  ];
  const env = { ...process.env, PATH: path.join(delimiter) };
  const ownYarn =
    !node.install && !existsSync(join(bin, 'yarn')) && yarnOnPath(env);
  if (!ownYarn) await bringTools(node);
  await installPackages(
    env,
    ownYarn ? 'yarn' : join(bin, 'yarn'),
    node.version,
  );
  return env;
}
