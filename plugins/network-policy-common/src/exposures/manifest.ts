import { Document, isCollection } from 'yaml';
import { ExposureDraft, Peers, Protocol } from '../schema/openapi';
import {
  managedByLabel,
  managedByValue,
  networkPolicyAnnotations,
} from './annotations';

/**
 * A selector as a manifest spells it: `{}` selects everything.
 *
 * @public
 */
export interface ManifestSelector {
  matchLabels?: Record<string, string>;
}

/**
 * A NetworkPolicy that opens a service, as the API server takes it.
 *
 * @public
 */
export interface NetworkPolicyManifest {
  apiVersion: 'networking.k8s.io/v1';
  kind: 'NetworkPolicy';
  metadata: {
    name: string;
    namespace: string;
    labels: Record<string, string>;
    annotations: Record<string, string>;
  };
  spec: {
    podSelector: ManifestSelector;
    policyTypes: ['Ingress'];
    ingress: [
      {
        from: [
          {
            namespaceSelector: ManifestSelector;
            podSelector?: ManifestSelector;
          },
        ];
        ports?: {
          protocol: Protocol;
          port: number | string;
          endPort?: number;
        }[];
      },
    ];
  };
}

function peerOf({ width, namespaceLabels, podLabels }: Peers) {
  const everyNamespace = width === 'all-namespaces' || width === 'certain-pods';
  const everyPod =
    width === 'all-namespaces' || width === 'labelled-namespaces';
  return {
    namespaceSelector: everyNamespace ? {} : { matchLabels: namespaceLabels },
    ...(!everyPod && { podSelector: { matchLabels: podLabels } }),
  };
}

/**
 * Who a policy is for and who asked, as full entity references; kept as annotations.
 *
 * @public
 */
export interface ManifestMetadata {
  /** The entity whose pods are opened. */
  entity?: string;
  owner?: string;
  requestedBy?: string;
}

function annotationsOf(
  draft: ExposureDraft,
  metadata: ManifestMetadata,
): Record<string, string> {
  const values = {
    entity: metadata.entity,
    owner: metadata.owner,
    reason: draft.reason,
    reviewBy: draft.reviewBy,
    requestedBy: metadata.requestedBy,
    ticket: draft.ticket,
  };
  const annotations: Record<string, string> = {};
  for (const field of [
    'entity',
    'owner',
    'reason',
    'reviewBy',
    'requestedBy',
    'ticket',
  ] as const) {
    const value = values[field];
    if (value) {
      annotations[networkPolicyAnnotations[field]] = value;
    }
  }
  return annotations;
}

/**
 * The policy of a draft. The draft must have been validated.
 *
 * @param draft - what the form asked
 * @param metadata - who it is for and who asks
 * @public
 */
export function buildNetworkPolicy(
  draft: ExposureDraft,
  metadata: ManifestMetadata = {},
): NetworkPolicyManifest {
  const ports = draft.ports.map(({ protocol, port, endPort }) => ({
    protocol,
    port,
    ...(endPort !== undefined && { endPort }),
  }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: draft.name,
      namespace: draft.namespace,
      labels: { [managedByLabel]: managedByValue },
      annotations: annotationsOf(draft, metadata),
    },
    spec: {
      podSelector: { matchLabels: draft.podSelector },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [peerOf(draft.from)], ...(ports.length > 0 && { ports }) },
      ],
    },
  };
}

/**
 * A manifest as YAML, spelled like the Kubernetes documentation does.
 *
 * @public
 */
export function stringifyManifest(manifest: NetworkPolicyManifest): string {
  const document = new Document(manifest);
  const policyTypes = document.getIn(['spec', 'policyTypes'], true);
  if (isCollection(policyTypes)) {
    policyTypes.flow = true;
  }
  return document.toString({
    indentSeq: false,
    lineWidth: 0,
    flowCollectionPadding: false,
  });
}

/**
 * The name of the file that holds a draft's policy.
 *
 * @public
 */
export function manifestFileName(draft: Pick<ExposureDraft, 'name'>): string {
  return `${draft.name}.yaml`;
}

const suffixes = {
  'all-namespaces': 'allow-all-namespaces',
  'labelled-namespaces': 'allow-labelled-namespaces',
  'certain-pods': 'allow-certain-pods',
  'certain-pods-in-labelled-namespaces':
    'allow-certain-pods-in-labelled-namespaces',
} as const;

/**
 * The name that the form proposes for a policy, at most 253 characters long.
 *
 * @public
 */
export function defaultPolicyName(
  service: string,
  width: Peers['width'],
): string {
  const suffix = suffixes[width];
  // What is cut off must not leave a dot or a hyphen before the suffix.
  const kept = service.slice(0, 253 - suffix.length - 1).replace(/[-.]+$/, '');
  return `${kept}-${suffix}`;
}
