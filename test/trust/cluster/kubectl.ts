import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { environment } from '../environment';

/** What kubectl answered. */
export interface KubectlAnswer {
  code: number;
  output: string;
}

async function run(
  kubeconfig: string,
  words: readonly string[],
  input = '',
): Promise<KubectlAnswer> {
  const program = spawn(environment.kubectl, [
    '--kubeconfig',
    kubeconfig,
    ...words,
  ]);
  program.stdin.end(input);
  const [output, errors, code] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    new Promise<number>(resolve => {
      program.on('close', status => resolve(status ?? 1));
    }),
  ]);
  return { code, output: `${output}${errors}` };
}

/** Runs kubectl as the administrator; `input` is what `-f -` reads. */
export function kubectl(
  words: readonly string[],
  input?: string,
): Promise<KubectlAnswer> {
  return run(environment.kubeconfig, words, input);
}

/** The same, for what must work. */
export async function kubectlOrThrow(
  words: readonly string[],
  input?: string,
): Promise<string> {
  const { code, output } = await kubectl(words, input);
  if (code !== 0) {
    throw new Error(`kubectl ${words.join(' ')}: ${output}`);
  }
  return output;
}

/** Runs kubectl with a token. The token is in a file, because others on this machine can see a program's arguments. */
export async function kubectlWith(
  token: string,
  words: readonly string[],
  input?: string,
): Promise<KubectlAnswer> {
  const shown = await kubectlOrThrow([
    ...['config', 'view', '--raw', '--minify', '--flatten', '-o', 'json'],
  ]);
  const config = JSON.parse(shown);
  const folder = await mkdtemp(join(tmpdir(), 'network-policy-trust-'));
  try {
    const file = join(folder, 'kubeconfig');
    // A client's certificate would win over the token.
    const users = [{ name: config.users[0].name, user: { token } }];
    await writeFile(file, JSON.stringify({ ...config, users }), {
      mode: 0o600,
    });
    return await run(file, words, input);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
