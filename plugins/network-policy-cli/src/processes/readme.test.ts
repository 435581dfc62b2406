import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  examples,
  packageFolder,
  plainEnv,
  startedProgram,
} from '../__testUtils__/startedProgram';

jest.setTimeout(120_000);

const { file, folder, run } = startedProgram();

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
        ['-c', `"$0" "$1" ${args} 2>&1`, process.execPath, file()],
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
    const sizeOf = (part: string): number => {
      const text = readFileSync(join(folder(), part), 'utf8');
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
