import fc from 'fast-check';
import { Pod } from '../kubernetes/clusterSnapshot';
import { readAddress } from '../policies/addresses';
import { Block, blockHolds, blockOf } from '../policies/block';
import { pod, snapshot } from '../testing/snapshotOf';
import { IndexedCluster } from './IndexedCluster';
import { splitByBlocks } from './splitByBlocks';

const pods: fc.Arbitrary<Pod[]> = fc
  .uniqueArray(
    fc.record({
      last: fc.integer({ min: 0, max: 31 }),
      families: fc.constantFrom('4', '4', '4', '6', '64', ''),
      phase: fc.constantFrom<Pod['phase'][]>('Running', 'Running', 'Failed'),
      hostNetwork: fc.constantFrom(false, false, true),
    }),
    { selector: ({ last }) => last, maxLength: 8 },
  )
  .map(all =>
    all.map(({ last, families, ...rest }) =>
      pod(
        `default/pod-${last}`,
        {},
        {
          ...rest,
          addresses: [...families].map(family =>
            family === '4' ? `10.0.0.${last}` : `fd00::${last.toString(16)}`,
          ),
        },
      ),
    ),
  );

const block: fc.Arbitrary<Block> = fc
  .oneof(
    fc
      .tuple(
        fc.integer({ min: 0, max: 31 }),
        fc.integer({ min: 27, max: 32 }),
        fc.subarray(['10.0.0.4/31', '10.0.0.16/29']),
      )
      .map(([last, prefix, except]) =>
        blockOf(`10.0.0.${last}/${prefix}`, except),
      ),
    fc
      .tuple(
        fc.integer({ min: 0, max: 31 }),
        fc.integer({ min: 123, max: 128 }),
      )
      .map(([last, prefix]) => blockOf(`fd00::${last.toString(16)}/${prefix}`)),
    fc.constantFrom(blockOf('0.0.0.0/0'), blockOf('::/0')),
  )
  .map(one => one!);

const holds = (one: Block, { addresses }: Pod) =>
  addresses.some(address => blockHolds(one, readAddress(address)!));
const familiesOf = ({ addresses }: Pod) =>
  addresses.map(address => readAddress(address)!.family).sort();
const indexOf = (all: Pod[]) =>
  IndexedCluster.from(snapshot({ pods: all })).index;

it('pods of a class are split where a block holds some of them, or their families differ, and nowhere else', () => {
  fc.assert(
    fc.property(pods, fc.array(block, { maxLength: 4 }), (all, blocks) => {
      const said = (one: Pod) =>
        JSON.stringify([
          familiesOf(one),
          blocks.map(other => holds(other, one)),
        ]);
      for (const podClass of indexOf(all).classes('default')) {
        const parts = splitByBlocks(podClass.pods, blocks);
        expect(new Set(parts.flat())).toEqual(new Set(podClass.pods));
        expect(parts.flat()).toHaveLength(podClass.pods.length);
        expect(parts.map(part => new Set(part.map(said)).size)).toEqual(
          parts.map(() => 1),
        );
        expect(new Set(parts.map(([first]) => said(first))).size).toBe(
          parts.length,
        );
      }
    }),
  );
});
