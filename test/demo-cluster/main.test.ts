import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tsx = require.resolve('tsx/cli');
const main = join(__dirname, 'main.ts');

function start(...words: string[]) {
  const child = spawn(process.execPath, [tsx, main, ...words]);
  const said = { out: '', error: '' };
  child.stdout.on('data', chunk => {
    said.out += chunk;
  });
  child.stderr.on('data', chunk => {
    said.error += chunk;
  });
  const exited = new Promise<number | null>(resolve => {
    child.once('exit', code => resolve(code));
  });
  return { child, said, exited };
}

async function firstLine(of: ReturnType<typeof start>): Promise<string> {
  while (!of.said.out.includes('\n')) {
    await new Promise(resolve => of.child.stdout?.once('data', resolve));
  }
  return of.said.out.split('\n')[0];
}

describe('main', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-main-'));
  });
  afterAll(async () => {
    children.forEach(child => child.kill('SIGKILL'));
    await rm(folder, { recursive: true, force: true });
  });

  it('says where it is, keeps the admin’s token private, and ends on SIGTERM', async () => {
    const program = start('--folder', folder, '--walkthrough', 'absent');
    children.push(program.child);
    const line = JSON.parse(await firstLine(program));
    expect(Object.keys(line)).toEqual([
      'url',
      'caFile',
      'kubeconfig',
      'tokens',
    ]);
    expect(Object.keys(line.tokens)).toEqual([
      ...['reader', 'writer', 'walkthrough'],
      'viewer',
    ]);
    expect(line.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect((await stat(line.kubeconfig)).mode % 0o1000).toBe(0o600);
    program.child.kill('SIGTERM');
    expect(await program.exited).toBe(0);
  });

  it('ends when its parent closes the pipe', async () => {
    const program = start('--folder', folder, '--exit-with-parent');
    children.push(program.child);
    await firstLine(program);
    program.child.stdin.end();
    expect(await program.exited).toBe(0);
  });

  it('says in one sentence that a port is busy', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const program = start('--folder', folder, '--port', String(port));
    expect(await program.exited).toBe(1);
    expect(program.said.error).toBe(
      `Port ${port} is in use: choose another with --port.\n`,
    );
    server.close();
  });

  it('says in one sentence that a folder cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const program = start('--folder', join(file, 'below'));
    expect(await program.exited).toBe(1);
    expect(program.said.error).toMatch(
      /^The folder .* cannot be written to \(ENOTDIR\)/,
    );
    expect(program.said.error.trim().split('\n')).toHaveLength(1);
  });

  it('shows its usage', async () => {
    const program = start('--port', 'many');
    expect(await program.exited).toBe(1);
    expect(program.said.error).toMatch(/^Usage: /);
  });
});
