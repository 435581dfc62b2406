import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareConnections } from '../__testUtils__/expectedConnections';
import { listOf, runWith } from '../__testUtils__/fakeTerminal';
import { list } from './list';

const folder = join(
  __dirname,
  '../../../../test/conformance/corpus/netpol-analyzer',
);

const cases = ['cases', 'parsed-examples'].flatMap(group =>
  readdirSync(join(folder, group)).map(file => join(group, file)),
);

describe('list says what np-guard/netpol-analyzer says', () => {
  it('of all cases', () => {
    expect(cases.length).toBe(106 + 14);
  });

  it.each(cases)('%s', async file => {
    const { resources, expected } = JSON.parse(
      readFileSync(join(folder, file), 'utf8'),
    );
    const { stdout, stderr, exitCode } = await runWith(
      listOf(...resources),
      terminal => list({ paths: ['-'], output: 'json' }, terminal),
    );
    expect([exitCode, stderr.match(/^<stdin>:.*/gm)]).toEqual([0, null]);
    expect(
      compareConnections(expected, JSON.parse(stdout).connections),
    ).toEqual({ missing: [], surplus: [] });
  });
});
