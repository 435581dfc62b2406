import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generateCluster } from './generator/generateCluster';
import { isPreset, Preset, presets } from './generator/parameters';
import { exportCluster, ManifestFormat } from './manifests/exportCluster';

const usage = `Usage: bench:export DIR [--preset NAME] [--format yaml|json] [--seed NUMBER]
Presets: ${Object.keys(presets).join(', ')}`;

function isFormat(word: string): word is ManifestFormat {
  return word === 'yaml' || word === 'json';
}

function readArguments(): {
  folder: string;
  preset: Preset;
  format: ManifestFormat;
  seed: number;
} {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      preset: { type: 'string', default: '604-namespaces' },
      format: { type: 'string', default: 'yaml' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [folder, ...rest] = positionals;
  const { preset, format } = values;
  const seed = Number(values.seed);
  if (
    !folder ||
    rest.length > 0 ||
    !isPreset(preset) ||
    !isFormat(format) ||
    !Number.isInteger(seed)
  ) {
    throw new Error(usage);
  }
  return { folder, preset, format, seed };
}

async function main(): Promise<void> {
  const { folder, preset, format, seed } = readArguments();
  const cluster = generateCluster({ ...presets[preset], seed });
  // npm runs scripts in the root of the repository, wherever it was called.
  const to = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
  const files = await exportCluster(cluster, to, format);
  process.stdout.write(
    `${files} files: ${cluster.namespaces.length} namespaces, ${cluster.pods.length} pods, ${cluster.networkPolicies.length} policies\n`,
  );
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
