import {
  Labels,
  managedByLabel,
  managedByValue,
} from 'backstage-plugin-network-policy-common';
import { Manifest } from '../clusters/kubernetesObject';
import { resources, ResourceType } from '../clusters/resources';

/** Both labels together mark what the walkthrough made, and so what it may remove. */
const walkthroughLabels: Labels = {
  [managedByLabel]: managedByValue,
  'app.kubernetes.io/part-of': 'network-policy-walkthrough',
};

/** Whether an object with these labels is one that the walkthrough made. */
export function isOfWalkthrough(labels: Labels): boolean {
  return Object.entries(walkthroughLabels).every(
    ([key, value]) => labels[key] === value,
  );
}

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
  const selector = { app: 'web' };
  return {
    secondary: part(resources.namespaces, { name: 'secondary' }),
    pod: part(
      resources.pods,
      { name: 'web', namespace: 'default', labels: selector },
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
      { name: 'web', namespace: 'default' },
      {
        selector,
        ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 80 }],
      },
    ),
    denyAll: part(
      resources.networkPolicies,
      { name: 'web-deny-all', namespace: 'default' },
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
