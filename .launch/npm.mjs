// npm, which every machine with Node has: it brings the toolchain and knows the registry to use.
import { spawnSync } from 'node:child_process';

/** The command that runs npm: the very npm that started us, if one did. */
export function npmCommand(env = process.env) {
  return env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, env.npm_execpath]
    : ['npm'];
}

// npm's setting → the variable that tells Yarn the same. Yarn does not read npm's settings.
const settings = {
  registry: 'YARN_NPM_REGISTRY_SERVER',
  cafile: 'YARN_HTTPS_CA_FILE_PATH',
  proxy: 'YARN_HTTP_PROXY',
  'https-proxy': 'YARN_HTTPS_PROXY',
};

/** What npm is set to, by name; unset ones are left out. */
export function npmSettings(cwd) {
  const [command, ...args] = npmCommand();
  const { stdout } = spawnSync(
    command,
    [...args, 'config', 'list', '--json', '--long'],
    {
      cwd,
      encoding: 'utf8',
    },
  );
  try {
    const all = JSON.parse(stdout);
    return Object.fromEntries(
      Object.keys(settings)
        .filter(name => typeof all[name] === 'string' && all[name])
        .map(name => [name, all[name]]),
    );
  } catch {
    return {};
  }
}

/**
 * Variables that make Yarn use npm's registry, certificates and proxy.
 * @param {Record<string, string>} npm npm's settings
 * @param {(name: string) => boolean} yarnHasOwn whether Yarn is set by a .yarnrc.yml or a variable already
 */
export function yarnVariables(npm, yarnHasOwn) {
  const variables = Object.fromEntries(
    Object.entries(settings)
      .filter(([name, variable]) => npm[name] && !yarnHasOwn(variable))
      .map(([name, variable]) => [variable, npm[name]]),
  );
  // Unlike npm, Yarn refuses a registry without TLS unless its host is named.
  const registry = variables[settings.registry];
  if (registry?.startsWith('http:')) {
    variables.YARN_UNSAFE_HTTP_WHITELIST = new URL(registry).hostname;
  }
  return variables;
}

const yarnNames = {
  npmRegistryServer: 'YARN_NPM_REGISTRY_SERVER',
  httpsCaFilePath: 'YARN_HTTPS_CA_FILE_PATH',
  httpProxy: 'YARN_HTTP_PROXY',
  httpsProxy: 'YARN_HTTPS_PROXY',
};

/** Reads `yarn config --json`: the variables whose setting somebody has chosen for Yarn. */
export function chosenForYarn(output) {
  const chosen = new Set();
  for (const line of output.split('\n').filter(text => text.startsWith('{'))) {
    const { key, source } = JSON.parse(line);
    if (key in yarnNames && source !== '<default>') chosen.add(yarnNames[key]);
  }
  return chosen;
}
