import { policy, snapshot } from '../testing/snapshotOf';
import { IndexedCluster } from './IndexedCluster';

const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `policy-${100 + index}`);

// Each policy is about the pods that are labelled with its name, or with the next one's.
const clusterOf = (count: number) =>
  IndexedCluster.from(
    snapshot({
      networkPolicies: names(count + 1)
        .slice(0, count)
        .map((name, index) =>
          policy(
            `${name}`,
            `{ podSelector: { matchExpressions: [
                 { key: for, operator: In, values: [${name}, policy-${
              101 + index
            }] }] },
               policyTypes: [Egress] }`,
          ),
        ),
    }),
  );

// Up to 31 policies are told by bits, more by their places.
it.each([3, 31, 32, 70])(
  'finds the side of labels among those of %d policies',
  count => {
    const { index } = clusterOf(count);
    const known = index.sidesOf(index.namespace('default'), 'egress');
    const sideFor = (value: string) =>
      index.sideOfLabels(known, { for: value });
    const sides = names(count).map(sideFor);

    expect(
      sides.map(({ isolating }) =>
        isolating.map(({ reference }) => reference.name),
      ),
    ).toEqual(
      names(count).map((name, place) =>
        place === 0 ? [name] : [names(count)[place - 1], name],
      ),
    );
    expect(names(count).map(sideFor)).toEqual(sides);
    expect(new Set([...sides, ...names(count).map(sideFor)]).size).toBe(count);
    expect(sideFor('nobody').isolating).toEqual([]);
  },
);
