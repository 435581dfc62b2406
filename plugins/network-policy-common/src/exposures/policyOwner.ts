import { Labels } from '../kubernetes/labels';
import {
  fieldManager,
  isManaged,
  managedByLabel,
  networkPolicyAnnotations,
} from './annotations';

/**
 * What a NetworkPolicy carries that says whose it is.
 *
 * @public
 */
export interface PolicyMarks {
  namespace: string;
  name: string;
  labels: Labels;
  annotations: Readonly<Record<string, string>>;
  /** The field managers that own a part of its spec; `unknown` where nobody tells, as for a file. */
  specManagers: readonly string[] | 'unknown';
}

/**
 * A tool that has marked a policy as its own.
 *
 * @public
 */
export interface PolicyTool {
  /** Such as `Flux` or `Argo CD`; a field manager by its own name. */
  name: string;
  /** The tool's object that the policy belongs to, such as `Kustomization flux-system/apps`. */
  object?: string;
}

/**
 * Whose a policy is.
 *
 * - `portal`: this portal made it and nobody has changed it or marked it since. `entity` is the entity that it was made
 *   for; policies of older versions have only `owner`.
 * - `tool`: a tool has marked it, and would restore what is changed elsewhere. `runnersUp` are the tools whose marks
 *   count less. `madeFor` is the entity for which this portal made the policy, wherever it was applied from.
 * - `nobody`: no mark at all, or the portal's own without its field manager.
 *
 * @public
 */
export type PolicyOwner =
  | { by: 'portal'; entity?: string; owner?: string }
  | {
      by: 'tool';
      tool: PolicyTool;
      runnersUp: readonly PolicyTool[];
      madeFor?: string;
    }
  | { by: 'nobody'; madeFor?: string };

type Read = (marks: PolicyMarks) => readonly PolicyTool[];

function inFlux(kind: string, group: string): Read {
  return ({ labels }) => {
    const name = labels[`${group}/name`];
    const namespace = labels[`${group}/namespace`];
    return name && namespace
      ? [{ name: 'Flux', object: `${kind} ${namespace}/${name}` }]
      : [];
  };
}

/** An id that names another object came here as a copy of that object's annotations. */
const byArgoTrackingId: Read = ({ annotations, namespace, name }) => {
  const id = annotations['argocd.argoproj.io/tracking-id'] ?? '';
  const end = id.indexOf(':');
  const here = `networking.k8s.io/NetworkPolicy:${namespace}/${name}`;
  return end > 0 && id.slice(end + 1) === here
    ? [{ name: 'Argo CD', object: `Application ${id.slice(0, end)}` }]
    : [];
};

const byArgoInstance: Read = ({ labels, annotations }) => {
  const key = 'argocd.argoproj.io/instance';
  const instance = labels[key] || annotations[key];
  return instance
    ? [{ name: 'Argo CD', object: `Application ${instance}` }]
    : [];
};

const byHelm: Read = ({ annotations, namespace }) => {
  const release = annotations['meta.helm.sh/release-name'];
  const place = annotations['meta.helm.sh/release-namespace'] || namespace;
  return release
    ? [{ name: 'Helm', object: `release ${place}/${release}` }]
    : [];
};

/** Our own value is no other tool's; the label of the instance is never ours. */
const byRecommendedLabels: Read = ({ labels }) => {
  const tool = isManaged(labels) ? undefined : labels[managedByLabel];
  const instance = labels['app.kubernetes.io/instance'];
  return tool || instance
    ? [
        {
          name: tool || 'a deployment tool',
          ...(instance && { object: `instance ${instance}` }),
        },
      ]
    : [];
};

/** What was applied from a file on the client's side will be applied again, even if another manager owns the fields. */
const byClientSideApply: Read = ({ annotations }) =>
  annotations['kubectl.kubernetes.io/last-applied-configuration']
    ? [{ name: 'kubectl apply' }]
    : [];

const byFieldManagers: Read = ({ specManagers }) =>
  specManagers === 'unknown'
    ? []
    : [...new Set(specManagers)]
        .filter(manager => manager !== fieldManager)
        .map(name => ({ name }));

/** The policy by which the walkthrough isolates its example carries the portal's marks, but opens nothing. */
const byWalkthrough: Read = ({ labels }) =>
  labels['app.kubernetes.io/part-of'] === 'network-policy-walkthrough'
    ? [{ name: 'the walkthrough' }]
    : [];

/** The marks, the strongest first: what a tool writes for itself before what people write. */
const reads: readonly Read[] = [
  byWalkthrough,
  inFlux('HelmRelease', 'helm.toolkit.fluxcd.io'),
  inFlux('Kustomization', 'kustomize.toolkit.fluxcd.io'),
  byArgoTrackingId,
  byArgoInstance,
  byHelm,
  byRecommendedLabels,
  byClientSideApply,
  byFieldManagers,
];

/**
 * Finds out whose a policy is. One mark of a tool is enough for it to be no longer the portal's: Argo CD, for one, may
 * adopt a policy by its annotations alone.
 *
 * @public
 */
export function policyOwner(marks: PolicyMarks): PolicyOwner {
  const { labels, annotations, specManagers } = marks;
  const entity = annotations[networkPolicyAnnotations.entity] || undefined;
  const [tool, ...runnersUp] = reads.flatMap(read => read(marks));
  if (tool) {
    return { by: 'tool', tool, runnersUp, ...(entity && { madeFor: entity }) };
  }
  const isOurs =
    isManaged(labels) &&
    (specManagers === 'unknown' || specManagers.includes(fieldManager));
  if (!isOurs) {
    return { by: 'nobody', ...(entity && { madeFor: entity }) };
  }
  const owner = annotations[networkPolicyAnnotations.owner] || undefined;
  return { by: 'portal', ...(entity && { entity }), ...(owner && { owner }) };
}

/**
 * Whether the portal may change a policy, as far as its labels and annotations say. Who owns its fields is asked when
 * somebody wants to change it.
 */
export function isOfPortal(policy: Omit<PolicyMarks, 'specManagers'>): boolean {
  return policyOwner({ ...policy, specManagers: 'unknown' }).by === 'portal';
}

/**
 * A tool and its object in words, such as `Flux (Kustomization flux-system/apps)`.
 *
 * @public
 */
export function describeTool({ name, object }: PolicyTool): string {
  return object ? `${name} (${object})` : name;
}
