import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of this package. */
export const packageFolder = join(__dirname, '../..');

/** The folder of the examples, in which the program is started. */
export const examples = join(packageFolder, 'examples');

/** The variables that the program is started with: none that give colours or name a cluster. */
export const plainEnv = { PATH: process.env.PATH };

/** The program as a clone runs it, made by the same bundler, for the tests of a file. */
export interface StartedProgram {
  /** A folder for files, which is gone after the tests. */
  folder: () => string;
  /** The file to start. */
  file: () => string;
  /** Writes a file. */
  write: (name: string, text: string) => string;
  /** Starts the program and waits until it has ended. */
  run: (
    args: readonly string[],
    input?: string,
    env?: Readonly<Record<string, string>>,
  ) => { status: number | null; stdout: string; stderr: string };
}

/** Makes the program before the tests of a file. */
export function startedProgram(): StartedProgram {
  let folder: string;
  const file = () => join(folder, 'index.mjs');

  beforeAll(() => {
    const state = join(packageFolder, '../../.state');
    mkdirSync(state, { recursive: true });
    folder = mkdtempSync(join(state, 'network-policy-test-'));
    const bundler = JSON.stringify(join(packageFolder, 'bundle.mjs'));
    const script = `import(${bundler}).then(({ makeBundle }) => makeBundle(${JSON.stringify(
      folder,
    )}))`;
    execFileSync(process.execPath, ['-e', script]);
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  return {
    folder: () => folder,
    file,
    write(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    run(args, input = '', env = {}) {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [file(), ...args],
        {
          cwd: examples,
          input,
          env: { ...plainEnv, ...env },
          encoding: 'utf8',
          maxBuffer: 1 << 28,
        },
      );
      return { status, stdout, stderr };
    },
  };
}

/** A pod, on one line of YAML. */
export const podLine = (name: string, labels = '{}') =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, labels: ${labels}}, spec: {containers: []}}`;
