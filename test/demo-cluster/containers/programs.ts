import { Container } from '../kinds/pod';

/** What a container does, told from its image, command and arguments. */
export type Program =
  | { type: 'serve'; ports: { port: number; protocol: string }[] }
  | { type: 'sleep'; milliseconds: number }
  | {
      type: 'connect';
      client: 'agnhost' | 'wget' | 'nc';
      host: string;
      port: number;
      protocol: 'TCP' | 'UDP';
      /** Milliseconds. */
      timeout: number;
    }
  | { type: 'exit' }
  | { type: 'unknown'; command: string };

const shellImages = ['busybox', 'alpine'];
const servingImages = ['nginx', 'pause', 'coredns'];
const ownRegistry = 'registry.harbour.example/';

function repositoryOf(image: string): string {
  const last = image.split('@')[0].split('/').pop() ?? '';
  return last.split(':')[0];
}

/** Whether an image can be pulled: only the demo's own and a few others can. */
export function isKnownImage(image: string): boolean {
  return (
    image.startsWith(ownRegistry) ||
    [...shellImages, ...servingImages, 'agnhost'].includes(repositoryOf(image))
  );
}

/** Milliseconds of a Go duration or of plain seconds: `2s`, `500ms`, `3`. */
export function parseDuration(text: string): number | undefined {
  const units: Record<string, number> = {
    ms: 1,
    s: 1000,
    m: 60000,
    h: 3600000,
  };
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  const isWhole = parts.map(part => part[0]).join('') === text;
  if (parts.length === 0 || !isWhole) return undefined;
  return parts.reduce((sum, part) => sum + Number(part[1]) * units[part[2]], 0);
}

/** Splits `--name=value`, `--name value` and `-n value` from the rest. */
function parseFlags(words: string[], withValue: string[]) {
  const flags = new Map<string, string>();
  const rest: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const [, name, value] = /^(--?[^=]+)(?:=(.*))?$/.exec(words[index]) ?? [];
    if (!name) {
      rest.push(words[index]);
    } else if (value === undefined && withValue.includes(name)) {
      index += 1;
      flags.set(name, words[index] ?? '');
    } else {
      flags.set(name, value ?? 'true');
    }
  }
  return { flags, rest };
}

function splitHostPort(
  text: string,
): { host: string; port: number } | undefined {
  const [, host, port] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(text) ?? [];
  return host ? { host, port: Number(port) } : undefined;
}

function agnhost(words: string[]): Program | undefined {
  const [subcommand, ...others] = words;
  const withValue = ['--timeout', '--protocol', '--http-port', '--udp-port'];
  const { flags, rest } = parseFlags(others, withValue);
  if (subcommand === undefined || subcommand === 'pause') {
    return { type: 'sleep', milliseconds: Infinity };
  }
  if (subcommand === 'netexec') {
    const http = Number(flags.get('--http-port') ?? 8080);
    const udp = Number(flags.get('--udp-port') ?? 8081);
    const ports = [
      { port: http, protocol: 'TCP' },
      { port: udp, protocol: 'UDP' },
    ];
    return { type: 'serve', ports };
  }
  const target = splitHostPort(rest[0] ?? '');
  const protocol = flags.get('--protocol') === 'udp' ? 'UDP' : 'TCP';
  const timeout = parseDuration(flags.get('--timeout') ?? '5s');
  return subcommand === 'connect' && target && timeout !== undefined
    ? { type: 'connect', client: 'agnhost', ...target, protocol, timeout }
    : undefined;
}

function wget(words: string[]): Program | undefined {
  const { flags, rest } = parseFlags(words, ['-T', '--timeout', '-O']);
  const timeout = parseDuration(
    flags.get('--timeout') ?? flags.get('-T') ?? '15',
  );
  const address = rest.find(word => word !== '-') ?? '';
  const withScheme = /^https?:\/\//.test(address)
    ? address
    : `http://${address}`;
  if (!URL.canParse(withScheme) || timeout === undefined) return undefined;
  const url = new URL(withScheme);
  return {
    type: 'connect',
    client: 'wget',
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    protocol: 'TCP',
    timeout,
  };
}

function nc(words: string[]): Program | undefined {
  const { flags, rest } = parseFlags(words, ['-w']);
  const [host, port] = rest;
  const timeout = parseDuration(flags.get('-w') ?? '5');
  const names = [...flags.keys()].join('');
  if (!host || !Number(port) || timeout === undefined) return undefined;
  return {
    type: 'connect',
    client: 'nc',
    host,
    port: Number(port),
    protocol: names.includes('u') ? 'UDP' : 'TCP',
    timeout,
  };
}

function sleep([text = '']: string[]): Program | undefined {
  const milliseconds = text === 'infinity' ? Infinity : parseDuration(text);
  return milliseconds === undefined
    ? undefined
    : { type: 'sleep', milliseconds };
}

/** There is no shell: only these programs are understood. */
export function programOf(container: Container): Program {
  const repository = repositoryOf(container.image);
  const entry = repository === 'agnhost' ? ['/agnhost'] : [];
  const words = [...(container.command ?? entry), ...(container.args ?? [])];
  const command = words.join(' ');
  if (words.length === 0) {
    if (shellImages.includes(repository)) return { type: 'exit' };
    const isBareNginx = repository === 'nginx' && !container.ports?.length;
    const ports = isBareNginx ? [{ port: 80, protocol: 'TCP' }] : [];
    return { type: 'serve', ports };
  }
  const name = words[0].split('/').pop() ?? '';
  const programs: Record<string, (rest: string[]) => Program | undefined> = {
    agnhost,
    wget,
    nc,
    sleep,
    nginx: () => ({ type: 'serve', ports: [] }),
    coredns: () => ({ type: 'serve', ports: [] }),
  };
  const known = Object.hasOwn(programs, name) ? programs[name] : undefined;
  return known?.(words.slice(1)) ?? { type: 'unknown', command };
}
