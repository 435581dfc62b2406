import { ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder, startedProgram } from '../__testUtils__/startedProgram';

jest.setTimeout(120_000);

const { folder, run, write } = startedProgram();

describe('a cluster', () => {
  const root = join(packageFolder, '../..');
  let cluster: ChildProcess;
  let kubeconfig: string;

  beforeAll(async () => {
    cluster = spawn(
      join(root, 'node_modules/.bin/tsx'),
      [
        join(root, 'test/demo-cluster/main.ts'),
        '--exit-with-parent',
        '--folder',
        join(folder(), 'demo'),
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const line = await new Promise<string>(resolve => {
      let text = '';
      cluster.stdout?.on('data', chunk => {
        text += chunk;
        if (text.includes('\n')) {
          resolve(text);
        }
      });
    });
    ({ kubeconfig } = JSON.parse(line));
  }, 60_000);

  afterAll(async () => {
    const ended = new Promise(resolve => cluster.once('exit', resolve));
    cluster.kill();
    await ended;
  });

  it('is read as its kubeconfig says', async () => {
    const args = ['reach', 'default/web', '-o', 'json', '-q'];
    const { status, stdout, stderr } = run([
      ...args,
      '--kubeconfig',
      kubeconfig,
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { headline, namespaces } = JSON.parse(stdout);
    expect(headline).toBe('closed');
    expect(namespaces.length).toBeGreaterThan(10);
    expect(run(args, '', { KUBECONFIG: kubeconfig }).status).toBe(2);
    const context = readFileSync(kubeconfig, 'utf8').match(
      /current-context: (.+)/,
    );
    expect(
      run([...args, '--context', String(context?.[1])], '', {
        KUBECONFIG: kubeconfig,
      }).status,
    ).toBe(0);
  });

  it('quotes the rule that decides, though nobody has a file of it', () => {
    const { stdout } = run([
      'explain',
      '--from',
      '203.0.113.9',
      '--to',
      'service:default/web',
      '--kubeconfig',
      kubeconfig,
    ]);
    expect(stdout).toContain('NetworkPolicy default/web-deny-all isolates');
    expect(stdout).toContain('    podSelector:');
  });

  it.each([
    [['--context', 'none'], /^There is no context "none" in the kubeconfig; /],
    [['--token-of', 'x'], /unknown option/],
  ])('cannot be read with %j', (more, message) => {
    const { status, stderr } = run([
      'list',
      '--kubeconfig',
      kubeconfig,
      ...more,
    ]);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it('cannot be read where nobody answers, or who asks is not known', () => {
    const text = readFileSync(kubeconfig, 'utf8');
    const nobody = write(
      'nobody',
      text.replace(/server: .+/, 'server: https://127.0.0.1:1'),
    );
    expect(run(['list', '--kubeconfig', nobody])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The cluster of context .* ECONNREFUSED/),
    });
    const stranger = write('stranger', text.replace(/token: .+/, 'token: x'));
    expect(run(['list', '--kubeconfig', stranger])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The cluster of context .* Unauthorized/),
    });
  });
});
