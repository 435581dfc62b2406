import { join } from 'node:path';
import { build } from 'esbuild';

const benchFolder = join(__dirname, '..');
/** The root of the repository. */
export const root = join(benchFolder, '..', '..');

/**
 * Makes plain JavaScript of the benchmarks and of what they measure, as published packages are. Run through a loader,
 * the code would do more: tsx gives a name to each inner function whenever it is made, which takes half a microsecond.
 *
 * @param benchmarks - names of the files in `benchmarks/`, without their ending
 * @param folder - where a file for each benchmark, `child.js` and `apiServer.js` are put; below the root, which has the packages
 */
export async function bundleBenchmarks(
  benchmarks: readonly string[],
  folder: string,
): Promise<void> {
  await build({
    absWorkingDir: benchFolder,
    entryPoints: [
      { in: 'harness/child.ts', out: 'child' },
      { in: 'fixture/apiServer.ts', out: 'apiServer' },
      ...benchmarks.map(name => ({ in: `benchmarks/${name}.ts`, out: name })),
    ],
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node22',
    packages: 'external',
    alias: Object.fromEntries(
      ['common', 'node', 'backend'].map(name => [
        `backstage-plugin-network-policy-${name}`,
        join(root, 'plugins', `network-policy-${name}`, 'src', 'index.ts'),
      ]),
    ),
    logLevel: 'error',
  });
}
