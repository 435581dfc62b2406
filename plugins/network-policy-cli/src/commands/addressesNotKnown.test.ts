import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listOf, runWith } from '../__testUtils__/fakeTerminal';
import { podOf, policyOf } from '../__testUtils__/manifests';
import { resultsOf, runAssert } from '../__testUtils__/runAssert';
import { diff } from './diff';
import { exposures } from './exposures';
import { list } from './list';
import { reach } from './reach';

interface Block {
  cidr: string;
  except?: string[];
}

const pods = [
  podOf('web', { ports: [{ containerPort: 80 }] }),
  podOf('cli', { namespace: 'shop' }),
];

const manifests = (...blocks: Block[]) =>
  listOf(
    ...pods,
    policyOf('blocks', {
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [
        { from: blocks.map(ipBlock => ({ ipBlock })), ports: [{ port: 80 }] },
      ],
    }),
  );

const everyAddress: Block[][] = [
  [{ cidr: '0.0.0.0/0' }],
  [{ cidr: '::/0' }],
  [{ cidr: '0.0.0.0/1' }, { cidr: '128.0.0.0/1' }],
  [
    { cidr: '192.0.0.0/2' },
    { cidr: '0.0.0.0/2' },
    { cidr: '64.0.0.0/2' },
    { cidr: '128.0.0.0/2' },
  ],
  [{ cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }, { cidr: '10.0.0.0/8' }],
];

const someAddresses: Block[][] = [
  [{ cidr: '10.0.0.0/8' }],
  [{ cidr: '203.0.113.0/24' }],
  [{ cidr: '0.0.0.0/1' }],
  [{ cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] }],
];

async function verdicts(blocks: readonly Block[]) {
  const text = manifests(...blocks);
  const options = { output: 'json', paths: ['-'] } as const;
  const run = (command: Parameters<typeof runWith>[1]) =>
    runWith(text, command);
  const ports = [{ protocol: 'TCP', ports: '80' }];
  const asserted = await runAssert(
    text,
    JSON.stringify([
      {
        from: { pod: 'shop/cli' },
        to: { pod: 'default/web' },
        port: 80,
        expect: 'allowed',
      },
    ]),
  );
  const listed = await run(terminal => list(options, terminal));
  const reached = await run(terminal =>
    reach({ target: 'pod:default/web', ...options }, terminal),
  );
  const folder = mkdtempSync(join(tmpdir(), 'network-policy-'));
  const before = join(folder, 'before.json');
  writeFileSync(
    before,
    listOf(
      ...pods,
      policyOf('blocks', { podSelector: {}, policyTypes: ['Ingress'] }),
    ),
  );
  const changed = await run(terminal =>
    diff({ before, after: '-', output: 'json' }, terminal),
  );
  rmSync(folder, { recursive: true });
  const found = JSON.parse(reached.stdout);
  const [{ actual, partial }] = resultsOf(asserted.stdout);
  const fromCli = { from: { workload: { name: 'cli' } } };
  const connections: object[] = JSON.parse(listed.stdout).connections;
  const changes: object[] = JSON.parse(changed.stdout).changes;
  return {
    assert: actual,
    isPartial: partial,
    list: connections.some(one =>
      hasShape(one, { ...fromCli, allowed: ports }),
    ),
    listIsPartial: /^Partial: .*default\/blocks/m.test(listed.stderr),
    diff: changes.some(one => hasShape(one, { ...fromCli, ports })),
    diffIsPartial: JSON.parse(changed.stdout).partial.length > 0,
    headline: found.headline,
    row: found.namespaces.find(
      ({ namespace }: { namespace: string }) => namespace === 'shop',
    ).reach,
    reachIsPartial: found.partial.length > 0,
  };
}

function hasShape(value: unknown, shape: object): boolean {
  try {
    expect(value).toMatchObject(shape);
    return true;
  } catch {
    return false;
  }
}

describe('rule 21a: addresses that are not known yet', () => {
  it.each(everyAddress)(
    'are held by blocks that together hold every address: %j %j',
    async (...blocks) => {
      expect(await verdicts(blocks.filter(Boolean))).toEqual({
        assert: 'allowed',
        isPartial: true,
        list: true,
        listIsPartial: true,
        diff: true,
        diffIsPartial: true,
        headline: 'open-to-all',
        row: 'all',
        reachIsPartial: true,
      });
      const { stdout } = await runWith(manifests(...blocks), terminal =>
        exposures({ output: 'json', paths: ['-'] }, terminal),
      );
      expect(JSON.parse(stdout).exposures[0].width).toBe('any-source');
    },
  );

  it.each(someAddresses)(
    'may be held by other blocks, and every command says that it is not known: %j',
    async (...blocks) => {
      expect(await verdicts(blocks.filter(Boolean))).toMatchObject({
        isPartial: true,
        list: false,
        listIsPartial: true,
        diff: false,
        diffIsPartial: true,
        row: 'none',
        reachIsPartial: true,
      });
    },
  );
});
