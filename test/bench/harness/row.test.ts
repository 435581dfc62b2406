import { Benchmark } from './benchmark';
import { failedRow, jsonOf, rowOf } from './row';
import { median, quantile } from './statistics';
import { tableOf } from './table';

const reach: Benchmark = {
  name: 'reach',
  unit: 'ms',
  limit: 2,
  processes: 2,
  measure: () => ({ samples: [] }),
};

it('takes the median of what all processes measured', () => {
  const row = rowOf(reach, [
    { samples: [1.23456, 9], also: { first: 3 } },
    { samples: [1], also: { first: 5 } },
  ]);
  expect(row).toEqual({
    name: 'reach',
    value: 1.235,
    unit: 'ms',
    limit: 2,
    holds: true,
    details: '1–9, 3 runs, first 4',
  });
});

it('holds at the limit and no further', () => {
  expect(rowOf(reach, [{ samples: [2] }]).holds).toBe(true);
  expect(rowOf(reach, [{ samples: [2.00001] }]).holds).toBe(false);
});

it('says how slow the slowest hundredth is where enough was measured', () => {
  const samples = Array.from({ length: 200 }, (_, index) => index / 100);
  expect(rowOf(reach, [{ samples }]).details).toBe(
    '0–1.99, 200 runs, p99 1.97',
  );
});

it('a benchmark that measured nothing does not hold', () => {
  expect(rowOf(reach, [])).toMatchObject({
    value: null,
    holds: false,
    details: 'nothing was measured',
  });
});

it('writes rows as JSON with just the fields that others rely on', () => {
  const rows = [
    rowOf(reach, [{ samples: [1] }]),
    failedRow({ ...reach, name: 'all pairs' }, 'out of memory'),
  ];
  expect(JSON.parse(jsonOf(rows))).toEqual([
    { name: 'reach', value: 1, unit: 'ms', limit: 2, holds: true },
    { name: 'all pairs', value: null, unit: 'ms', limit: 2, holds: false },
  ]);
});

it('prints each figure beside its limit, in columns', () => {
  const rows = [
    rowOf(reach, [{ samples: [0.51234] }]),
    failedRow({ ...reach, name: 'all pairs' }, 'out of memory'),
  ];
  const { header, line } = tableOf(rows.map(({ name }) => name));
  expect([header, ...rows.map(line)]).toEqual([
    '             measured     at most     median of the runs; least–most',
    'reach        0.512 ms        2 ms  ✓  0.512–0.512, 1 runs',
    'all pairs           –        2 ms  ✗  out of memory',
  ]);
});

it('knows the middle and the edges of samples', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
  expect(quantile([1], 0.99)).toBe(1);
  expect(quantile([5, 1, 3], 0)).toBe(1);
});
