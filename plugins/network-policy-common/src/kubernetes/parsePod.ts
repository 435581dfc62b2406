import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { Pod } from './clusterSnapshot';
import {
  apiVersionSchema,
  kindSchema,
  metadataSchema,
  optional,
} from './metadata';
import { protocolSchema } from './parseRule';

const containerPortSchema = z
  .object({
    name: z.string().nullish(),
    protocol: protocolSchema,
    containerPort: z.int(),
  })
  .transform(({ name, protocol, containerPort }) => ({
    ...(name && { name }),
    protocol,
    containerPort,
  }));

const containersSchema = optional(
  z.array(
    z.object({
      ports: optional(z.array(containerPortSchema), []),
      restartPolicy: z.string().nullish(),
    }),
  ),
  [],
);

const podSchema: z.ZodType<Pod> = z
  .object({
    apiVersion: apiVersionSchema('v1'),
    kind: kindSchema('Pod'),
    metadata: metadataSchema,
    spec: z
      .object({
        hostNetwork: optional(z.boolean(), false),
        containers: containersSchema,
        initContainers: containersSchema,
      })
      .nullish(),
    status: z
      .object({
        phase: z
          .enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'])
          .nullish(),
        podIP: z.string().nullish(),
        podIPs: optional(z.array(z.object({ ip: z.string() })), []),
      })
      .nullish(),
  })
  .transform(({ metadata, spec, status }) => ({
    namespace: metadata.namespace,
    name: metadata.name,
    labels: metadata.labels,
    phase: status?.phase ?? 'Pending',
    hostNetwork: spec?.hostNetwork ?? false,
    addresses: addressesOf(status ?? undefined),
    ports: [
      ...(spec?.containers ?? []),
      // An init container that restarts always is a sidecar: it runs as long as the pod does, and its ports count.
      ...(spec?.initContainers ?? []).filter(
        ({ restartPolicy }) => restartPolicy === 'Always',
      ),
    ].flatMap(({ ports }) => ports),
  }));

function addressesOf(
  status: { podIP?: string | null; podIPs: { ip: string }[] } | undefined,
): string[] {
  if (!status) {
    return [];
  }
  const all = [status.podIP, ...status.podIPs.map(({ ip }) => ip)];
  return [...new Set(all.filter((address): address is string => !!address))];
}

/**
 * Reads a Pod, from a cluster or a manifest. A pod without a status is Pending, as the API server would have it.
 *
 * @public
 */
export function parsePod(raw: unknown): Parsed<Pod> {
  return parseWith(podSchema, raw);
}
