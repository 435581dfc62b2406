import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listOf, runWith } from '../__testUtils__/fakeTerminal';
import { podOf, policyOf } from '../__testUtils__/manifests';
import { diff, DiffOptions } from './diff';

const pods = [podOf('web'), podOf('a'), podOf('b')];

const admit = (app: string, port: number) =>
  policyOf('web', {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [
      { from: [{ podSelector: { matchLabels: { app } } }], ports: [{ port }] },
    ],
  });

describe('diff', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'network-policy-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function run(
    before: readonly object[],
    after: readonly object[],
    options: Partial<DiffOptions> = {},
  ) {
    const file = join(folder, 'before.json');
    writeFileSync(file, listOf(...before));
    return runWith(listOf(...after), terminal =>
      diff({ before: file, after: '-', output: 'json', ...options }, terminal),
    );
  }

  const before = [...pods, admit('a', 80)];
  const after = [...pods, admit('b', 80)];

  it('says who gains and who loses access, and because of which rule', async () => {
    const { stdout, exitCode } = await run(before, after);
    expect(exitCode).toBe(0);
    const side = (name: string) => ({
      workload: { namespace: 'default', kind: 'Pod', name },
    });
    const ports = [{ protocol: 'TCP', ports: '80' }];
    expect(JSON.parse(stdout)).toEqual({
      gains: 1,
      losses: 1,
      partial: [],
      changes: expect.arrayContaining([
        {
          change: 'gains',
          from: side('b'),
          to: side('web'),
          ports,
          because: [
            'Ingress: spec.ingress[0].from[0] of NetworkPolicy default/web allows it.',
          ],
        },
        {
          change: 'loses',
          from: side('a'),
          to: side('web'),
          ports,
          because: [
            'Ingress: NetworkPolicy default/web isolates default/Pod/web for ingress, and none of its rules allows it.',
          ],
        },
      ]),
    });
  });

  it('tells a connection that gains one port and loses another as both', async () => {
    const { stdout } = await run(before, [...pods, admit('a', 90)], {
      output: 'csv',
    });
    expect(stdout).toMatch(/^gains,default\/Pod\/a,default\/Pod\/web,TCP 90,/m);
    expect(stdout).toMatch(/^loses,default\/Pod\/a,default\/Pod\/web,TCP 80,/m);
  });

  it('says of what comes and goes that it does', async () => {
    const some = pods.slice(0, 2);
    expect((await run(some, pods)).stdout).toContain(
      'It was not there before.',
    );
    expect((await run(pods, some)).stdout).toContain(
      'It is not there any more.',
    );
  });

  it('says nothing of equal states', async () => {
    expect(await run(before, before, { output: 'table' })).toMatchObject({
      stdout: 'Nobody gains or loses access.\n',
      exitCode: 0,
    });
  });

  it('fails where it is asked to', async () => {
    const opened = [
      ...pods,
      admit('a', 80),
      { ...admit('b', 80), metadata: { name: 'more' } },
    ];
    const code = async (failOn: DiffOptions['failOn']) =>
      (await run(before, opened, { failOn })).exitCode;
    expect(await code(undefined)).toBe(0);
    expect(await code('gains')).toBe(1);
    expect(await code('losses')).toBe(0);
    expect(await code('any')).toBe(1);
  });
});
