import {
  Labels,
  managedByLabel,
  managedByValue,
} from 'backstage-plugin-network-policy-common';
import { Manifest } from '../clusters/kubernetesObject';
import { resources, ResourceType } from '../clusters/resources';

/** Marks for people. What the walkthrough has made is known by its uid alone. */
const walkthroughLabels: Labels = {
  [managedByLabel]: managedByValue,
  'app.kubernetes.io/part-of': 'network-policy-walkthrough',
};

/** Which pods the example's Service and policy select. */
export const selectorOfExample = {
  namespace: 'default',
  labels: { app: 'web' },
} as const;

/**
 * Lets the walkthrough's account see what is in the namespace that it has made, so that it can look before it removes
 * it. See docs/kubernetes/walkthrough.yaml.
 */
export const bindingOfContents = {
  type: {
    kind: 'RoleBinding',
    apiVersion: 'rbac.authorization.k8s.io/v1',
    plural: 'rolebindings',
    namespaced: true,
  },
  manifest: {
    kind: 'RoleBinding',
    apiVersion: 'rbac.authorization.k8s.io/v1',
    metadata: {
      name: 'network-policy-walkthrough',
      namespace: 'secondary',
      labels: walkthroughLabels,
    },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'network-policy-walkthrough-contents',
    },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: 'network-policy-walkthrough',
        namespace: 'backstage',
      },
    ],
  },
};

/**
 * An object of the walkthrough.
 */
export interface WalkthroughPart {
  type: ResourceType;
  manifest: Manifest;
}

/**
 * The example service, in the order in which it is deployed. The namespace is where it is reached from.
 */
export function walkthroughParts({ image }: { image: string }): {
  secondary: WalkthroughPart;
  pod: WalkthroughPart;
  service: WalkthroughPart;
  denyAll: WalkthroughPart;
} {
  const { namespace, labels: selector } = selectorOfExample;
  return {
    secondary: part(resources.namespaces, { name: 'secondary' }),
    pod: part(
      resources.pods,
      { name: 'web', namespace, labels: selector },
      {
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'web',
            image,
            ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }],
            readinessProbe: {
              tcpSocket: { port: 80 },
              periodSeconds: 1,
            },
          },
        ],
      },
    ),
    service: part(
      resources.services,
      { name: 'web', namespace },
      {
        selector,
        ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 80 }],
      },
    ),
    denyAll: part(
      resources.networkPolicies,
      { name: 'web-deny-all', namespace },
      {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress'],
        ingress: [],
      },
    ),
  };
}

function part(
  type: ResourceType,
  {
    labels,
    ...metadata
  }: { name: string; namespace?: string; labels?: Labels },
  spec?: object,
): WalkthroughPart {
  const { apiVersion, kind } = type;
  return {
    type,
    manifest: {
      apiVersion,
      kind,
      metadata: { ...metadata, labels: { ...labels, ...walkthroughLabels } },
      ...(spec && { spec }),
    },
  };
}
