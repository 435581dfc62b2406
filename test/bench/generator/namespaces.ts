import {
  Namespace,
  namespaceOwnersAnnotation,
} from 'backstage-plugin-network-policy-common';
import { Random } from './random';

/** The team that keeps a namespace. The platform's own namespaces are the first three of every cluster. */
export interface TeamNamespace extends Namespace {
  team: string;
}

const platformNamespaces = ['kube-system', 'ingress-nginx', 'monitoring'];

const teams = [
  'accounts',
  'billing',
  'catalogue',
  'delivery',
  'fraud',
  'identity',
  'inventory',
  'loyalty',
  'mobile',
  'payments',
  'pricing',
  'returns',
  'search',
  'shipping',
  'support',
  'tax',
] as const;

const environments = [
  'production',
  'production',
  'staging',
  'development',
] as const;

function namespaceOf(
  name: string,
  team: string,
  labels: Record<string, string>,
): TeamNamespace {
  return {
    name,
    team,
    labels: { 'kubernetes.io/metadata.name': name, team, ...labels },
    annotations: { [namespaceOwnersAnnotation]: `group:default/${team}` },
  };
}

/** So many namespaces: three of the platform, the others of a growing number of teams. */
export function generateNamespaces(
  count: number,
  random: Random,
): TeamNamespace[] {
  return Array.from({ length: count }, (_, index) => {
    if (index < platformNamespaces.length) {
      return namespaceOf(platformNamespaces[index], 'platform', {
        env: 'production',
        'pod-security.kubernetes.io/enforce': 'privileged',
      });
    }
    const number = index - platformNamespaces.length;
    const group = Math.floor(number / (teams.length * 4));
    const team = `${teams[number % teams.length]}${group > 0 ? group + 1 : ''}`;
    const env = random.pick(environments);
    return namespaceOf(`${team}-${env}-${number}`, team, {
      env,
      ...(random.chance(0.7) && {
        'pod-security.kubernetes.io/enforce': 'restricted',
      }),
    });
  });
}
