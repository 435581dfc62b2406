import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { load } from 'js-yaml';
import {
  examples,
  plainEnv,
  podLine,
  startedProgram,
} from '../__testUtils__/startedProgram';

jest.setTimeout(120_000);

const { file, run, write } = startedProgram();

describe('input', () => {
  it('may come by standard input, as kubectl prints it', () => {
    const lists = ['a', 'b'].map(name =>
      JSON.stringify(
        { apiVersion: 'v1', kind: 'List', items: [load(podLine(name))] },
        null,
        4,
      ),
    );
    const { stdout } = run(['list', '-', '-o', 'csv'], lists.join('\n'));
    expect(stdout).toContain('default/Pod/a,default/Pod/b,all ports');
  });

  it('may be a pipe, which can be read only once, and is quoted all the same', () => {
    const { status, stdout } = spawnSync(
      'bash',
      [
        '-c',
        '"$0" "$1" explain --from shop/cart --to default/web np-05/cluster.yaml <(cat np-05/web-allow-all-namespaces.yaml)',
        process.execPath,
        file(),
      ],
      { cwd: examples, encoding: 'utf8', env: plainEnv },
    );
    expect(status).toBe(0);
    expect(stdout).toContain('    16      - from:\n');
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
    const assertions = write(
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

  it('that cannot be written is told, and is no failed check', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(
      process.execPath,
      [file(), 'list', 'np-05', '-q'],
      {
        cwd: examples,
        env: plainEnv,
        encoding: 'utf8',
        stdio: ['ignore', full, 'pipe'],
      },
    );
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'The output cannot be written: ENOSPC: no space left on device, write\n',
    });
  });

  it('ends quietly when nobody reads on', async () => {
    const text = Array.from({ length: 200 }, (_, index) =>
      podLine(`p${index}`),
    ).join('\n---\n');
    const child = spawn(
      process.execPath,
      [file(), 'list', write('many.yaml', text), '-o', 'json', '-q'],
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
