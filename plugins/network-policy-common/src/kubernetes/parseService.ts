import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { Service } from './clusterSnapshot';
import {
  apiVersionSchema,
  kindSchema,
  metadataSchema,
  optional,
  stringMapSchema,
} from './metadata';
import { protocolSchema } from './parseRule';

const servicePortSchema = z
  .object({
    name: z.string().nullish(),
    protocol: protocolSchema,
    port: z.int(),
    targetPort: z.union([z.int(), z.string()]).nullish(),
  })
  .transform(({ name, protocol, port, targetPort }) => ({
    ...(name && { name }),
    protocol,
    port,
    targetPort: targetPort || port,
  }));

const serviceSchema: z.ZodType<Service> = z
  .object({
    apiVersion: apiVersionSchema('v1'),
    kind: kindSchema('Service'),
    metadata: metadataSchema,
    spec: z
      .object({
        selector: stringMapSchema,
        clusterIP: z.string().nullish(),
        ports: optional(z.array(servicePortSchema), []),
        type: optional(
          z.enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']),
          'ClusterIP',
        ),
      })
      .nullish(),
  })
  .transform(({ metadata, spec }) => ({
    namespace: metadata.namespace,
    name: metadata.name,
    // An empty selector of a Service selects nothing, unlike that of a policy; an ExternalName leads out of the cluster.
    ...(spec &&
      Object.keys(spec.selector).length > 0 &&
      spec.type !== 'ExternalName' && { selector: spec.selector }),
    headless: spec?.clusterIP === 'None',
    ports: spec?.ports ?? [],
    type: spec?.type ?? 'ClusterIP',
  }));

/**
 * Reads a Service, from a cluster or a manifest. `targetPort` is the port itself where none is given.
 *
 * @public
 */
export function parseService(raw: unknown): Parsed<Service> {
  return parseWith(serviceSchema, raw);
}
