import {
  networkPolicyAnnotations,
  NetworkPolicyManifest,
} from 'backstage-plugin-network-policy-common';
import { VersionedObject } from '../clusters/requireVersion';

const ours: readonly string[] = Object.values(networkPolicyAnnotations);

/**
 * An existing policy with the content of a manifest, in the version that was read. Labels and annotations of others
 * stay; of ours, those that the manifest no longer has go.
 */
export function replacement(
  existing: VersionedObject,
  { metadata, spec }: NetworkPolicyManifest,
): VersionedObject {
  const kept = Object.entries(existing.metadata.annotations).filter(
    ([key]) => !ours.includes(key),
  );
  return {
    ...existing,
    metadata: {
      ...existing.metadata,
      labels: { ...existing.metadata.labels, ...metadata.labels },
      annotations: { ...Object.fromEntries(kept), ...metadata.annotations },
    },
    spec,
  };
}
