import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { validateAddress } from './addresses';
import { EndpointSlice } from './clusterSnapshot';
import { endpointSliceOf } from './endpointSliceOf';
import {
  apiVersionSchema,
  kindSchema,
  metadataSchema,
  oneOf,
  optional,
} from './metadata';
import { ordinaryEndpointSlice } from './ordinary/ordinaryEndpointSlice';
import { portNumberSchema, protocolSchema } from './parsePort';

const endpointSchema = z
  .object({
    addresses: optional(z.array(z.string()), []),
    conditions: z.object({ ready: z.boolean().nullish() }).nullish(),
  })
  .transform(({ addresses, conditions }) => ({
    addresses,
    ready: conditions?.ready ?? true,
  }));

const portSchema = z
  .object({
    name: z.string().nullish(),
    protocol: protocolSchema,
    port: portNumberSchema.nullish(),
  })
  .transform(({ name, protocol, port }) => ({
    ...(name && { name }),
    protocol,
    ...(port && { port }),
  }));

/** An EndpointSlice as the API server or a manifest has it. */
export const endpointSliceSchema: z.ZodType<EndpointSlice> = z
  .object({
    apiVersion: apiVersionSchema('discovery.k8s.io/v1'),
    kind: kindSchema('EndpointSlice'),
    metadata: metadataSchema,
    addressType: oneOf(['IPv4', 'IPv6', 'FQDN']),
    endpoints: optional(z.array(endpointSchema), []),
    ports: optional(z.array(portSchema), []),
  })
  .superRefine(({ addressType, endpoints }, context) => {
    if (addressType === 'FQDN') {
      return;
    }
    endpoints.forEach(({ addresses }, endpoint) =>
      addresses.forEach((address, index) => {
        const message = validateAddress(address);
        if (message) {
          context.addIssue({
            code: 'custom',
            path: ['endpoints', endpoint, 'addresses', index],
            message,
          });
        }
      }),
    );
  })
  .transform(({ metadata, addressType, endpoints, ports }) =>
    endpointSliceOf(metadata, addressType, endpoints, ports),
  );

/**
 * Reads an EndpointSlice of discovery.k8s.io/v1, from a cluster or a manifest.
 *
 * @public
 */
export function parseEndpointSlice(raw: unknown): Parsed<EndpointSlice> {
  const ordinary = ordinaryEndpointSlice(raw);
  return ordinary
    ? { ok: true, value: ordinary }
    : parseWith(endpointSliceSchema, raw);
}
