import { allBenchmarks, benchmarksOf } from './registry';

it('finds the benchmarks of every file, each row by a name of its own', async () => {
  const found = await allBenchmarks();
  const names = found.map(({ benchmark }) => benchmark.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('reach, warm; 300 namespaces, 99,000 pods');
  expect(found.every(({ benchmark }) => benchmark.processes > 0)).toBe(true);
});

it('refuses a file without benchmarks', () => {
  expect(() => benchmarksOf({})).toThrow('must export `benchmarks`');
});
