import { IndexedCluster } from 'backstage-plugin-network-policy-common';
import { stringify } from 'yaml';
import { namespaceManifest } from '../bench/manifests/others';
import { plainPod } from '../bench/manifests/plainPod';
import { Mismatch } from './connections/judge';
import { PolicyManifest } from './policies/policySet';
import { isOurs } from './world/world';

const most = 12;

const inOneLine = (value: unknown) =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();

function describeMismatch({ connection, outcome }: Mismatch): string[] {
  const { from, protocol, port, to, address, verdicts } = connection;
  const pair = `${from.namespace}/${from.name} to ${to} (${address})`;
  return [
    `${pair}, ${protocol} ${port}: ${outcome}`,
    ...verdicts.flatMap(({ pod, verdict: { egress, ingress, partial } }) => [
      `  egress of ${from.name}: ${inOneLine(egress)}`,
      `  ingress of ${pod}: ${inOneLine(ingress)}`,
      ...partial.map(sentence => `  partial: ${sentence}`),
    ]),
  ];
}

/** All that is needed to see it again: the pairs with the reasons of both sides, and the manifests. */
export function describeMismatches(
  mismatches: readonly Mismatch[],
  policies: readonly PolicyManifest[],
  cluster: IndexedCluster,
): string[] {
  const more = mismatches.length - most;
  const manifests = [
    ...policies.map(policy => stringify(policy).trim()),
    ...[...cluster.namespaces()]
      .filter(({ name }) => isOurs(name))
      .map(namespace => inOneLine(namespaceManifest(namespace))),
    ...[...cluster.pods()]
      .filter(({ namespace }) => isOurs(namespace))
      .map(pod => inOneLine(plainPod(pod))),
  ];
  return [
    ...mismatches.slice(0, most).flatMap(describeMismatch),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...manifests.flatMap(manifest => ['---', ...manifest.split('\n')]),
  ];
}
