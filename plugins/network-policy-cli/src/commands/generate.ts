import {
  buildNetworkPolicy,
  defaultPolicyName,
  ExposureDraft,
  NetworkPolicyManifest,
  parseExposureDraft,
  Problem,
  stringifyManifest,
} from 'backstage-plugin-network-policy-common';
import { parseProtocol } from '../asking/assertion';
import { CommandResult } from '../run';
import { exitCodes } from '../exitCode';
import { UnusableInputError } from '../failure';
import { formatJson } from '../printing/json';

/** Options of `generate`, as they are typed. */
export interface GenerateOptions {
  namespace: string;
  selector: string;
  name?: string;
  fromNamespaces?: string;
  fromPods?: string;
  port: readonly string[];
  reason?: string;
  reviewBy?: string;
  ticket?: string;
  owner?: string;
  output: 'yaml' | 'json';
}

/** The option that each field of a draft comes from. */
const options: readonly (readonly [RegExp, string])[] = [
  [/^namespace$/, '--namespace'],
  [/^name$/, '--name'],
  [/^podSelector/, '--selector'],
  [/^from\.namespaceLabels/, '--from-namespaces'],
  [/^from\.podLabels/, '--from-pods'],
  [/^ports/, '--port'],
  [/^reason$/, '--reason'],
  [/^reviewBy$/, '--review-by'],
  [/^ticket$/, '--ticket'],
];

function parseLabels(option: string, text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(',').map(item => {
      const [key, value, ...rest] = item.trim().split('=');
      if (!key || value === undefined || rest.length > 0) {
        throw new UnusableInputError(
          `${option} ${text}: must be labels, like app=web,tier=front`,
        );
      }
      return [key, value];
    }),
  );
}

const portPattern =
  /^(?:(?<protocol>TCP|UDP|SCTP)\/)?(?:(?<port>\d+)(?:-(?<endPort>\d+))?|(?<name>[^/]+))$/i;

function parsePort(text: string): ExposureDraft['ports'][number] {
  const { protocol, port, endPort, name } =
    portPattern.exec(text)?.groups ?? {};
  if (!port && !name) {
    throw new UnusableInputError(
      `--port ${text}: must be like 80, TCP/80, UDP/5000-5010 or TCP/http`,
    );
  }
  return {
    protocol: parseProtocol(protocol?.toUpperCase()) ?? 'TCP',
    port: port ? Number(port) : name,
    ...(endPort && { endPort: Number(endPort) }),
  };
}

function peersOf({
  fromNamespaces,
  fromPods,
}: GenerateOptions): ExposureDraft['from'] {
  const namespaceLabels =
    fromNamespaces && parseLabels('--from-namespaces', fromNamespaces);
  const podLabels = fromPods && parseLabels('--from-pods', fromPods);
  const ofNamespaces = podLabels
    ? 'certain-pods-in-labelled-namespaces'
    : 'labelled-namespaces';
  const ofAll = podLabels ? 'certain-pods' : 'all-namespaces';
  return {
    width: namespaceLabels ? ofNamespaces : ofAll,
    ...(namespaceLabels && { namespaceLabels }),
    ...(podLabels && { podLabels }),
  };
}

function describe({ path, message }: Problem): string {
  const option = options.find(([pattern]) => pattern.test(path))?.[1] ?? path;
  return `${option}: ${message}`;
}

function draftOf(typed: GenerateOptions): ExposureDraft {
  const podSelector = parseLabels('--selector', typed.selector);
  const from = peersOf(typed);
  const [shared] = Object.values(podSelector);
  const parsed = parseExposureDraft({
    // The form knows the cluster that it applies to; a manifest is for whoever applies it.
    cluster: 'any',
    namespace: typed.namespace,
    name: typed.name ?? defaultPolicyName(shared, from.width),
    podSelector,
    from,
    ports: typed.port.map(parsePort),
    // The form insists on a reason. In a repository the commit may give it.
    reason: typed.reason ?? 'none',
    ...(typed.reviewBy && { reviewBy: typed.reviewBy }),
    ...(typed.ticket && { ticket: typed.ticket }),
  });
  if (!parsed.ok) {
    throw new UnusableInputError(parsed.problems.map(describe).join('\n'));
  }
  return { ...parsed.value, reason: typed.reason ?? '' };
}

function* formatManifest(
  manifest: NetworkPolicyManifest,
  output: GenerateOptions['output'],
): Generator<string> {
  if (output === 'json') {
    yield* formatJson({ ...manifest });
  } else {
    yield stringifyManifest(manifest).trimEnd();
  }
}

/**
 * Makes the policy that opens a service: NP-05, or a narrower one.
 *
 * @throws UnusableInputError where an option cannot be used
 */
export async function generate(typed: GenerateOptions): Promise<CommandResult> {
  const { owner } = typed;
  const manifest = buildNetworkPolicy(draftOf(typed), owner ? { owner } : {});
  return {
    exitCode: exitCodes.fine,
    lines: formatManifest(manifest, typed.output),
  };
}
