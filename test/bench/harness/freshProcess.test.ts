import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleBenchmarks, root } from './bundle';
import { measureInFreshProcess } from './freshProcess';

const benchmarks = `
exports.benchmarks = [
  { name: 'numbers', measure: async () => ({ samples: [process.pid, typeof gc] }) },
  { name: 'throws', measure() { throw new Error('no such cluster'); } },
  { name: 'dies', measure() { process.exit(3); } },
];`;

let folder: string;

beforeAll(async () => {
  const state = join(root, '.state');
  await mkdir(state, { recursive: true });
  folder = await mkdtemp(join(state, 'bench-test-'));
  await bundleBenchmarks([], folder);
  await writeFile(join(folder, 'some.js'), benchmarks);
});
afterAll(() => rm(folder, { recursive: true }));

it('measures in another process each time, where garbage can be collected at will', async () => {
  const { samples: one } = await measureInFreshProcess(
    folder,
    'some',
    'numbers',
  );
  const { samples: other } = await measureInFreshProcess(
    folder,
    'some',
    'numbers',
  );
  expect(one).toEqual([expect.any(Number), 'function']);
  expect(new Set([process.pid, one[0], other[0]]).size).toBe(3);
});

it.each([
  ['throws', 'no such cluster'],
  ['dies', 'the process ended with 3'],
  ['unknown', 'has no benchmark "unknown"'],
])('says why nothing was measured: %s', async (name, reason) => {
  await expect(measureInFreshProcess(folder, 'some', name)).rejects.toThrow(
    reason,
  );
});
