import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { Service } from './clusterSnapshot';
import {
  apiVersionSchema,
  kindSchema,
  metadataSchema,
  oneOf,
  optional,
} from './metadata';
import { ordinaryService } from './ordinary/ordinaryService';
import { labelsSchema } from './parseLabels';
import {
  numberOrNameSchema,
  portNumberSchema,
  protocolSchema,
} from './parsePort';
import { validatePort } from './ports';
import { serviceOf } from './serviceOf';

const servicePortSchema = z
  .object({
    name: z.string().nullish(),
    protocol: protocolSchema,
    port: portNumberSchema,
    targetPort: numberOrNameSchema.nullish().superRefine((port, context) => {
      for (const { message } of validatePort({ port: port || undefined })) {
        context.addIssue({ code: 'custom', message });
      }
    }),
  })
  .transform(({ name, protocol, port, targetPort }) => ({
    ...(name && { name }),
    protocol,
    port,
    targetPort: targetPort || port,
  }));

/** A Service as the API server or a manifest has it. */
export const serviceSchema: z.ZodType<Service> = z
  .object({
    apiVersion: apiVersionSchema('v1'),
    kind: kindSchema('Service'),
    metadata: metadataSchema,
    spec: z
      .object({
        selector: labelsSchema,
        clusterIP: z.string().nullish(),
        ports: optional(z.array(servicePortSchema), []),
        type: optional(
          oneOf(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']),
          'ClusterIP',
        ),
      })
      .nullish(),
  })
  .transform(({ metadata, spec }) =>
    serviceOf(metadata, {
      selector: spec?.selector ?? {},
      clusterIP: spec?.clusterIP ?? undefined,
      ports: spec?.ports ?? [],
      type: spec?.type ?? 'ClusterIP',
    }),
  );

/**
 * Reads a Service, from a cluster or a manifest. `targetPort` is the port itself where none is given.
 *
 * @public
 */
export function parseService(raw: unknown): Parsed<Service> {
  const ordinary = ordinaryService(raw);
  return ordinary
    ? { ok: true, value: ordinary }
    : parseWith(serviceSchema, raw);
}
