import { LatestProbe } from 'backstage-plugin-network-policy-common';
import fc from 'fast-check';
import { ProbedRow } from './attention';
import { digestOf } from './NamespaceDigests';
import { revisionOf as revisionWith } from './revisionOf';

type Row = ProbedRow['row'];
type Policies = Row['ingress']['policies'];

// As verdicts have them: each object is shared by many rows, and is replaced when it changes.
const labels: Row['labels'][] = [{}, { team: 'a' }, { team: 'b' }];
const policies: Policies[] = [
  [],
  [{ kind: 'NetworkPolicy', tier: 'NetworkPolicy', namespace: 'a', name: 'p' }],
];
const sides = policies.flatMap((some): Row['ingress'][] => [
  { allowed: true, because: 'not-isolated', policies: some },
  { allowed: false, because: 'no-rule', policies: some },
]);
const ports: Row['ports'][] = [[], [{ protocol: 'TCP', port: 80 }]];
const groups: Row['groups'][] = [
  undefined,
  [{ labels: { app: 'x' }, allowed: true, pods: 1 }],
];
const probes: (LatestProbe | undefined)[] = [
  undefined,
  { outcome: 'connected', agreement: 'agrees', at: '2026-11-27T10:00:00Z' },
];

const revisionOf = (rows: readonly ProbedRow[]) =>
  revisionWith(rows, digestOf(rows.map(({ row }) => row)).digest);

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const row: fc.Arbitrary<ProbedRow> = fc.record({
  row: fc.record({
    namespace: fc.constantFrom('a', 'b'),
    labels: oneOf(labels),
    system: fc.constant(false),
    own: fc.constant(false),
    reach: fc.constantFrom('all', 'none'),
    pods: fc.record({ allowed: fc.constantFrom(1, 11), total: fc.constant(1) }),
    ports: oneOf(ports),
    ingress: oneOf(sides),
    egress: oneOf(sides),
    groups: oneOf(groups),
  }),
  probe: oneOf(probes),
});
const rows = fc.array(row, { maxLength: 3 });

describe('revisionOf', () => {
  it('is the same for rows that say the same, whichever objects they share', () => {
    fc.assert(
      fc.property(rows, some =>
        expect(revisionOf(some.map(one => structuredClone(one)))).toBe(
          revisionOf(some),
        ),
      ),
    );
  });

  it('differs where rows say something else', () => {
    fc.assert(
      fc.property(rows, rows, (some, others) => {
        const same = JSON.stringify(some) === JSON.stringify(others);
        expect(revisionOf(some) === revisionOf(others)).toBe(same);
      }),
      { numRuns: 1_000 },
    );
  });

  it('differs where one thing about one row has changed', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 3 }),
        row,
        fc.nat(2),
        (some, other, at) => {
          const index = at % some.length;
          for (const key of Object.keys(other.row)) {
            const changed = some.map((one, position) =>
              position === index
                ? {
                    ...one,
                    row: { ...one.row, [key]: other.row[key as keyof Row] },
                  }
                : one,
            );
            const same = JSON.stringify(changed) === JSON.stringify(some);
            expect(revisionOf(changed) === revisionOf(some)).toBe(same);
          }
        },
      ),
    );
  });
});
