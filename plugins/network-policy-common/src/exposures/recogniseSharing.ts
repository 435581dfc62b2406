import { NetworkPolicy, NetworkPolicyPort } from '../kubernetes/networkPolicy';
import { Parsed, Problem } from '../parsing/parsed';
import { ExposureDraft, Peers, PortDraft, Width } from '../schema/openapi';
import { governanceOf } from './annotations';
import { Conditions, conditionsOnPods } from './conditions';
import { includesSource, RuleSource, sourcesOfRule } from './ruleSources';
import { widestOf } from './width';

/**
 * The draft that would have made a policy: all but the cluster, and of the governance what the policy's annotations
 * hold.
 *
 * @public
 */
export type Sharing = Pick<
  ExposureDraft,
  'namespace' | 'name' | 'podSelector' | 'from' | 'ports'
> &
  Partial<Pick<ExposureDraft, 'reason' | 'reviewBy' | 'ticket'>>;

/**
 * A policy that was found, compared with NP-05, which admits every pod of every namespace and nothing outside the
 * cluster. The ports are not compared.
 *
 * - `np-05`: it is NP-05 in effect
 * - `wider`: it admits all that NP-05 does, and sources outside the cluster
 * - `narrower`: it admits some namespaces or some pods, and nothing outside the cluster
 * - `other`: it admits addresses, but not all that NP-05 does
 * - `none`: it admits nothing beyond its own namespace
 *
 * Where a draft can ask for a policy that does the same, `sharing` is that draft. Otherwise `beyond` says what of the
 * policy no draft can ask for, with the path of the field.
 *
 * @public
 */
export type RecognisedSharing =
  | { kind: 'none' }
  | ({
      kind: 'np-05' | 'wider' | 'narrower' | 'other';
      /** The width of its widest rule. */
      width: Width;
    } & (
      | { sharing: Sharing; beyond?: undefined }
      | { sharing?: undefined; beyond: readonly Problem[] }
    ));

interface Rule {
  path: string;
  ports: readonly NetworkPolicyPort[];
  sources: readonly RuleSource[];
}

/** The rules of ingress that admit something. */
function rulesOf({ namespace, policyTypes, ingress }: NetworkPolicy): Rule[] {
  return policyTypes.includes('Ingress')
    ? ingress
        .map((rule, index) => ({
          path: `spec.ingress[${index}]`,
          ports: rule.ports,
          sources: sourcesOfRule(rule, namespace),
        }))
        .filter(({ sources }) => sources.length > 0)
    : [];
}

function admitsEveryPod(source: RuleSource): boolean {
  return (
    source.kind === 'pods' &&
    source.namespaces.size === 0 &&
    source.pods.size === 0
  );
}

function kindOf(
  sources: readonly RuleSource[],
  width: Width,
): Exclude<RecognisedSharing['kind'], 'none'> {
  const everyPod = sources.some(admitsEveryPod);
  const addresses = sources.some(({ kind }) => kind === 'addresses');
  if (width === 'any-source' || (everyPod && addresses)) {
    return 'wider';
  }
  if (everyPod) {
    return 'np-05';
  }
  return addresses ? 'other' : 'narrower';
}

/** Labels that ask for the same as the conditions; undefined where it takes more than labels. */
function labelsOf(
  conditions: Conditions | undefined,
): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const [key, { listed, others, missing }] of conditions ?? []) {
    const [value, ...more] = listed;
    if (others || missing || value === undefined || more.length > 0) {
      return undefined;
    }
    labels[key] = value;
  }
  return conditions && labels;
}

/** The one source that holds all others; undefined where none does. */
function theOnlySource([first, ...rest]: readonly RuleSource[]):
  | RuleSource
  | undefined {
  let widest = first;
  for (const source of rest) {
    if (includesSource(source, widest)) {
      widest = source;
    } else if (!includesSource(widest, source)) {
      return undefined;
    }
  }
  return widest;
}

function refuse(path: string, message: string): Parsed<never> {
  return { ok: false, problems: [{ path, message }] };
}

function readPeers({ path, sources }: Rule): Parsed<Peers> {
  const field = `${path}.from`;
  const source = theOnlySource(sources);
  if (!source) {
    return refuse(field, 'admits several kinds of sources');
  }
  if (source.kind !== 'pods') {
    return refuse(field, 'admits sources outside the cluster');
  }
  const namespaceLabels = labelsOf(source.namespaces);
  const podLabels = labelsOf(source.pods);
  if (!namespaceLabels || !podLabels) {
    return refuse(field, 'selects by more than labels');
  }
  const everyNamespace = source.namespaces.size === 0;
  if (source.pods.size === 0) {
    return everyNamespace
      ? { ok: true, value: { width: 'all-namespaces' } }
      : {
          ok: true,
          value: { width: 'labelled-namespaces', namespaceLabels },
        };
  }
  return everyNamespace
    ? { ok: true, value: { width: 'certain-pods', podLabels } }
    : {
        ok: true,
        value: {
          width: 'certain-pods-in-labelled-namespaces',
          namespaceLabels,
          podLabels,
        },
      };
}

function readPodSelector({
  podSelector,
}: NetworkPolicy): Parsed<Record<string, string>> {
  const labels = labelsOf(conditionsOnPods(podSelector));
  if (!labels) {
    return refuse('spec.podSelector', 'selects by more than labels');
  }
  return Object.keys(labels).length > 0
    ? { ok: true, value: labels }
    : refuse('spec.podSelector', 'selects every pod');
}

// No number means all of them, which a draft spells as a range.
function toPortDraft({
  protocol,
  port,
  endPort,
}: NetworkPolicyPort): PortDraft {
  return port === undefined
    ? { protocol, port: 1, endPort: 65535 }
    : { protocol, port, ...(endPort !== undefined && { endPort }) };
}

function problemsOf(parsed: Parsed<unknown>): readonly Problem[] {
  return parsed.ok ? [] : parsed.problems;
}

function readSharing(
  policy: NetworkPolicy,
  rule: Rule,
): { sharing: Sharing } | { beyond: readonly Problem[] } {
  const podSelector = readPodSelector(policy);
  const from = readPeers(rule);
  const egress = policy.policyTypes.includes('Egress')
    ? refuse('spec.policyTypes', 'isolates egress too')
    : undefined;
  if (!podSelector.ok || !from.ok || egress) {
    return {
      beyond: [podSelector, egress, from].flatMap(parsed =>
        parsed ? problemsOf(parsed) : [],
      ),
    };
  }
  const { reason, reviewBy, ticket } = governanceOf(policy.annotations);
  return {
    sharing: {
      namespace: policy.namespace,
      name: policy.name,
      podSelector: podSelector.value,
      from: from.value,
      ports: rule.ports.map(toPortDraft),
      ...(reason && { reason }),
      ...(reviewBy && { reviewBy }),
      ...(ticket && { ticket }),
    },
  };
}

/**
 * Compares a policy that was found with NP-05, however it is spelled, and finds the draft that asks for the same.
 *
 * @param policy - of any origin
 * @public
 */
export function recogniseSharing(policy: NetworkPolicy): RecognisedSharing {
  const rules = rulesOf(policy);
  const sources = rules.flatMap(rule => rule.sources);
  const width = widestOf(sources, policy.namespace);
  if (!width) {
    return { kind: 'none' };
  }
  const kind = kindOf(sources, width);
  if (rules.length > 1) {
    return {
      kind,
      width,
      beyond: [{ path: 'spec.ingress', message: 'has several rules' }],
    };
  }
  return { kind, width, ...readSharing(policy, rules[0]) };
}
