import fc from 'fast-check';
import { Pod } from '../kubernetes/clusterSnapshot';
import { podOf } from '../kubernetes/podOf';
import { blockOf } from '../policies/block';
import { addressesOf, familiesOf, spreadOf } from './addressSpread';
import { splitByBlocks } from './splitByBlocks';

const address = fc.oneof(
  fc.nat(255).map(last => `10.0.0.${last}`),
  fc.ipV4(),
  fc.constantFrom('fd00::1', 'fd00::2'),
);

const pods = fc
  .array(fc.uniqueArray(address, { maxLength: 2 }), { maxLength: 8 })
  .map(all =>
    all.map(
      (addresses, index): Pod => ({
        namespace: 'default',
        name: `web-${index}`,
        labels: {},
        phase: 'Running',
        hostNetwork: false,
        addresses,
        ports: [],
        owner: { kind: 'ReplicaSet', name: 'web' },
        nodeName: 'node-1',
      }),
    ),
  );

const read = ({ owner, nodeName, ...pod }: Pod) => podOf(pod, owner, nodeName);

it('finds the same of pods however their addresses are kept', () => {
  const block = blockOf('10.0.0.0/25', ['10.0.0.8/29'])!;
  const names = (parts: readonly (readonly Pod[])[]) =>
    parts.map(part => part.map(({ name }) => name));
  fc.assert(
    fc.property(pods, plain => {
      const kept = plain.map(read);
      expect(kept.map(addressesOf)).toEqual(plain.map(addressesOf));
      expect(kept.map(familiesOf)).toEqual(plain.map(familiesOf));
      expect(spreadOf(kept)).toEqual(spreadOf(plain));
      expect(names(splitByBlocks(kept, [block]))).toEqual(
        names(splitByBlocks(plain, [block])),
      );
    }),
  );
});
