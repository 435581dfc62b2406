import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { validateAddress } from './addresses';
import { Pod } from './clusterSnapshot';
import {
  apiVersionSchema,
  kindSchema,
  metadataSchema,
  oneOf,
  optional,
  validated,
} from './metadata';
import { ordinaryPod } from './ordinary/ordinaryPod';
import { ownerReferencesSchema } from './parseOwner';
import { podSpecSchema } from './parsePodSpec';
import { podOf } from './podOf';

// An empty address is none: the API server writes it where a pod has none yet.
const addressSchema = validated(address =>
  address === '' ? undefined : validateAddress(address),
);

const statusSchema = z
  .object({
    phase: oneOf([
      'Pending',
      'Running',
      'Succeeded',
      'Failed',
      'Unknown',
    ]).nullish(),
    podIP: addressSchema.nullish(),
    podIPs: optional(z.array(z.object({ ip: addressSchema })), []),
  })
  .transform(({ phase, podIP, podIPs }) => ({
    phase: phase ?? undefined,
    addresses: [...new Set([podIP, ...podIPs.map(({ ip }) => ip)])].filter(
      (address): address is string => !!address,
    ),
  }));

/** A Pod as the API server or a manifest has it. */
export const podSchema: z.ZodType<Pod> = z
  .object({
    apiVersion: apiVersionSchema('v1'),
    kind: kindSchema('Pod'),
    metadata: metadataSchema.extend({ ownerReferences: ownerReferencesSchema }),
    spec: podSpecSchema.nullish(),
    status: statusSchema.nullish(),
  })
  .transform(({ metadata, spec, status }) =>
    podOf(
      {
        namespace: metadata.namespace,
        name: metadata.name,
        labels: metadata.labels,
        phase: status?.phase ?? 'Planned',
        hostNetwork: spec?.hostNetwork ?? false,
        addresses: status?.addresses ?? [],
        ports: spec?.ports ?? [],
      },
      metadata.ownerReferences,
      spec?.nodeName,
    ),
  );

/**
 * Reads a Pod, from a cluster or a manifest. A pod of which nothing is said how it fares is `Planned`.
 *
 * @public
 */
export function parsePod(raw: unknown): Parsed<Pod> {
  const ordinary = ordinaryPod(raw);
  return ordinary ? { ok: true, value: ordinary } : parseWith(podSchema, raw);
}
