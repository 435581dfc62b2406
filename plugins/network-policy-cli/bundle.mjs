// Puts the program and what it imports into a few files: each command in its own, which is loaded when it is asked for.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @param {string} folder where to put `index.mjs` and what it loads; inside of the repository, for one package stays outside */
export async function makeBundle(folder) {
  await build({
    entryPoints: [
      join(dirname(fileURLToPath(import.meta.url)), 'src', 'index.ts'),
    ],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    // Large, and only for those who read a cluster.
    external: ['@kubernetes/client-node'],
    // What is CommonJS in a package requires Node's own modules.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    logLevel: 'warning',
  });
}
