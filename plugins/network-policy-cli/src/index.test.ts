import {
  ChildProcess,
  execFileSync,
  spawn,
  spawnSync,
} from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { load } from 'js-yaml';

const packageFolder = join(__dirname, '..');
const examples = join(packageFolder, 'examples');
const bundler = join(packageFolder, 'bundle.mjs');

jest.setTimeout(120_000);

let folder: string;
let program: string;

// What is run is what a clone runs: made by the same bundler, in a process of its own.
beforeAll(() => {
  const state = join(packageFolder, '../../.state');
  mkdirSync(state, { recursive: true });
  folder = mkdtempSync(join(state, 'network-policy-test-'));
  const script = `import(${JSON.stringify(
    bundler,
  )}).then(({ makeBundle }) => makeBundle(${JSON.stringify(folder)}))`;
  execFileSync(process.execPath, ['-e', script]);
  program = join(folder, 'index.mjs');
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plainEnv = { PATH: process.env.PATH };

function run(args: readonly string[], input = '', env: object = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...args],
    {
      cwd: examples,
      input,
      env: { ...plainEnv, ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  return { status, stdout, stderr };
}

function manifest(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const pod = (name: string, labels = '{}') =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, labels: ${labels}}, spec: {containers: []}}`;

describe('the exit code', () => {
  it('is 0 when all is well', () => {
    expect(run(['reach', 'default/web', 'np-05', '-q'])).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(
      run(['assert', '--assertions', 'assertions.yaml', 'np-05']).status,
    ).toBe(0);
    expect(run(['diff', 'closed', 'np-05']).status).toBe(0);
  });

  it('is 1 when a check failed', () => {
    const args = ['assert', '--assertions', 'assertions.yaml'];
    expect(run([...args, 'closed']).status).toBe(1);
    expect(run(['diff', 'closed', 'np-05', '--fail-on', 'gains']).status).toBe(
      1,
    );
    expect(run(['diff', 'closed', 'np-05', '--fail-on', 'losses']).status).toBe(
      0,
    );
  });

  it.each([
    [[], /Usage: network-policy/],
    [['reach'], /missing required argument 'target'/],
    [['reach', 'default/web'], /^Name the files or folders to read/],
    [['reach', 'default/web', 'nowhere'], /^nowhere: there is no such file/],
    [['reach', 'default/none', 'np-05'], /^reach default\/none: there is no/],
    [
      ['reach', 'x/y', 'np-05', '--context', 'z'],
      /^Name files and folders, or/,
    ],
    [['explain', '--to', 'a/b', 'np-05'], /'--from <end>' not specified/],
    [['list', 'np-05', '-o', 'xml'], /'xml' is invalid/],
    [['list', 'np-05', '--kubeconfig', 'none'], /^Name files and folders/],
    [['list', '--kubeconfig', 'none'], /^none: it cannot be used: there is no/],
    [['diff', '-', '-'], /^Only one of the two states/],
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['assert', '--assertions', 'none', 'np-05'], /^none: there is no such/],
    [['assert', '--assertions', 'np-05/cluster.yaml', 'np-05'], /cluster.yaml/],
  ])('is 2 for %j', (args, message) => {
    const { status, stdout, stderr } = run(args);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('what cannot be used', () => {
  const broken = `${pod('a')}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: wide
spec:
  podSelector: {}
  ingress:
  - ports:
    - port: 90
      endPort: 80
---
${pod('b')}
`;

  it('is named with file, line, document and field, and the rest is evaluated', () => {
    const file = manifest('broken.yaml', broken);
    const { status, stdout, stderr } = run(['list', file, '-o', 'json']);
    expect(stderr).toMatch(
      `${file}:12: document 2: NetworkPolicy default/wide: spec.ingress[0].ports[0].endPort: must be greater than or equal to \`port\``,
    );
    expect(status).toBe(2);
    expect(JSON.parse(stdout).connections).toContainEqual(
      expect.objectContaining({
        from: { workload: { namespace: 'default', kind: 'Pod', name: 'a' } },
        to: { workload: { namespace: 'default', kind: 'Pod', name: 'b' } },
      }),
    );
  });

  it('is refused altogether with --strict', () => {
    const file = manifest('broken.yaml', broken);
    expect(run(['list', file, '-o', 'json', '--strict'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('Nothing was evaluated'),
    });
  });

  it('does not stop the other documents where one is no YAML', () => {
    const file = manifest(
      'broken.yaml',
      `${pod('a')}\n---\n- : {[\n---\n${pod('b')}`,
    );
    const { status, stdout, stderr } = run(['list', file, '-o', 'json']);
    expect(stderr).toMatch(`${file}:3: document 2: it is not valid YAML`);
    expect(status).toBe(2);
    expect(stdout).toContain('"name":"b"');
  });

  it.each([
    ['a label that is no string', pod('a', '{app: yes}'), 'metadata.labels'],
    [
      'a bomb of aliases',
      `a: &a [x]\n${[...'bcdefghijklmnop']
        .map(
          (name, index) =>
            `${name}: &${name} [${`*${'abcdefghijklmnop'[index]},`.repeat(
              20,
            )}]`,
        )
        .join('\n')}`,
      'alias',
    ],
    ['nesting without end', '['.repeat(50_000), 'JSON'],
    [
      'the same name twice',
      `${pod('a')}\n---\n${pod('a', '{app: x}')}`,
      'it is given already, and differently',
    ],
    ['a text', 'just words', 'An object without a name'],
  ])('may be %s', (_, text, message) => {
    const file = manifest('broken.yaml', text);
    const { status, stderr } = run(['list', file]);
    expect(stderr).toContain(message);
    expect(stderr).toContain(file);
    expect(status).toBe(2);
  });

  it('is not a kind that no verdict depends on: that is listed and ignored', () => {
    const text = `${pod(
      'a',
    )}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: y}}`;
    const file = manifest('other.yaml', text);
    expect(run(['list', file])).toMatchObject({
      status: 0,
      stderr: expect.stringContaining(
        'Ignored, as no verdict depends on them: ConfigMap (2).\n',
      ),
    });
    expect(run(['list', file, '--quiet']).stderr).toBe('');
  });

  it('is not a policy of another engine: verdicts are partial, and say so', () => {
    const text = `${pod('a')}\n---\n${pod(
      'b',
    )}\n---\n{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: x}, spec: {}}`;
    const file = manifest('cilium.yaml', text);
    const assertions = manifest(
      'a.yaml',
      'assertions: [{from: {pod: default/a}, to: {pod: default/b}, port: 1, expect: allowed}]',
    );
    const { status, stdout } = run([
      'assert',
      '--assertions',
      assertions,
      file,
      '-o',
      'json',
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).results[0]).toMatchObject({
      actual: 'allowed',
      partial: true,
      pass: true,
      reasons: expect.arrayContaining([
        expect.stringMatching(/^Partial: .*CiliumNetworkPolicy/),
      ]),
    });
  });
});

describe('input', () => {
  it('may come by standard input, as kubectl prints it', () => {
    const lists = ['a', 'b'].map(name =>
      JSON.stringify(
        { apiVersion: 'v1', kind: 'List', items: [load(pod(name))] },
        null,
        4,
      ),
    );
    const { stdout } = run(['list', '-', '-o', 'csv'], lists.join('\n'));
    expect(stdout).toContain('default/Pod/a,default/Pod/b,all ports');
  });

  it('may be the assertions, too', () => {
    const text = JSON.stringify([
      {
        from: { address: '192.0.2.1' },
        to: { service: 'default/web' },
        expect: 'denied',
      },
    ]);
    expect(run(['assert', '--assertions', '-', 'np-05'], text)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1 passed, 0 failed'),
    });
  });
});

describe('output', () => {
  const failing = ['assert', '--assertions', 'assertions.yaml', 'closed'];

  it('has no colours but on a terminal, or where they are asked for', () => {
    expect(run(failing).stdout).not.toContain('\u001b');
    expect(run(failing, '', { FORCE_COLOR: '1' }).stdout).toContain(
      '\u001b[31m',
    );
    expect(
      run(failing, '', { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout,
    ).not.toContain('\u001b');
  });

  it('may be JUnit, which is valid XML with the counts that build servers show', () => {
    const name = 'a "quote" & <tag> \u0007 \ud83d\ude80';
    const assertions = manifest(
      'a.json',
      JSON.stringify([
        {
          name,
          from: { address: '192.0.2.1' },
          to: { service: 'default/web' },
          expect: 'allowed',
        },
        {
          from: { address: '192.0.2.1' },
          to: { service: 'default/web' },
          expect: 'denied',
        },
      ]),
    );
    const { stdout, status } = run([
      'assert',
      '--assertions',
      assertions,
      'np-05',
      '-o',
      'junit',
    ]);
    expect(status).toBe(1);
    expect(XMLValidator.validate(stdout)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(
      stdout,
    );
    expect(testsuites['@_failures']).toBe('1');
    expect(testsuites.testsuite.testcase).toHaveLength(2);
    expect(testsuites.testsuite.testcase[0]['@_name']).toContain(
      '"quote" & <tag>',
    );
  });

  it('may be TAP', () => {
    const lines = run([...failing, '-o', 'tap']).stdout.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'TAP version 14',
      '1..4',
      'not ok 1 - the shop can show the login page',
    ]);
  });

  it('ends quietly when nobody reads on', async () => {
    const text = Array.from({ length: 200 }, (_, index) =>
      pod(`p${index}`),
    ).join('\n---\n');
    const child = spawn(
      process.execPath,
      [program, 'list', manifest('many.yaml', text), '-o', 'json', '-q'],
      { env: plainEnv },
    );
    let stderr = '';
    child.stderr.on('data', chunk => {
      stderr += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise(resolve => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

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
        join(folder, 'demo'),
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
    const nobody = manifest(
      'nobody',
      text.replace(/server: .+/, 'server: https://127.0.0.1:1'),
    );
    expect(run(['list', '--kubeconfig', nobody])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The cluster of context .* ECONNREFUSED/),
    });
    const stranger = manifest(
      'stranger',
      text.replace(/token: .+/, 'token: x'),
    );
    expect(run(['list', '--kubeconfig', stranger])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The cluster of context .* Unauthorized/),
    });
  });
});

describe('the README', () => {
  const readme = readFileSync(join(packageFolder, 'README.md'), 'utf8');
  const shown = [
    ...readme.matchAll(/```console\n\$ network-policy (.*)\n([^]*?)```/g),
  ];

  it('shows every command', () => {
    const commands = new Set(shown.map(([, args]) => args.split(' ')[0]));
    expect(commands.size).toBe(7);
  });

  it.each(shown.map(([, args, output]) => [args, output]))(
    'shows what %s prints',
    (args, output) => {
      const { stdout } = spawnSync(
        'sh',
        ['-c', `"$0" "$1" ${args} 2>&1`, process.execPath, program],
        { cwd: examples, encoding: 'utf8', env: plainEnv },
      );
      // On a slow machine it tells how far it is.
      expect(
        stdout.replace(/^(Reading|Checking|Listing|Comparing) .*\n/gm, ''),
      ).toBe(output);
    },
  );
});

describe('help', () => {
  it('is there for the program and every command, with examples', () => {
    const { stdout, status } = run(['--help']);
    expect(status).toBe(0);
    const commands = [
      'reach',
      'explain',
      'list',
      'exposures',
      'generate',
      'diff',
      'assert',
    ];
    for (const command of commands) {
      expect(stdout).toContain(`  ${command} `);
      const help = run([command, '--help']);
      expect(help.status).toBe(0);
      expect(help.stdout).toContain(`  $ network-policy ${command} `);
    }
  });

  it('loads nothing of what the commands need', () => {
    const sizeOf = (file: string): number => {
      const text = readFileSync(join(folder, file), 'utf8');
      const imported = [
        ...text.matchAll(/^(?:import|\} from) .*"\.\/(.+)";$/gm),
      ];
      return imported.reduce(
        (size, [, name]) => size + sizeOf(name),
        text.length,
      );
    };
    // The parser of command lines alone, but for a little.
    expect(sizeOf('index.mjs')).toBeLessThan(200_000);
  });
});
