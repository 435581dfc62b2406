import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { validateAddress } from './addresses';
import { Node } from './clusterSnapshot';
import {
  apiVersionSchema,
  clusterMetadataSchema,
  kindSchema,
  optional,
} from './metadata';

const addressesSchema = optional(
  z.array(z.object({ type: z.string(), address: z.string() })),
  [],
);

const nodeSchema: z.ZodType<Node> = z
  .object({
    apiVersion: apiVersionSchema('v1'),
    kind: kindSchema('Node'),
    metadata: clusterMetadataSchema,
    status: z.object({ addresses: addressesSchema }).nullish(),
  })
  .transform(({ metadata, status }) => ({
    name: metadata.name,
    labels: metadata.labels,
    addresses: [
      ...new Set(
        (status?.addresses ?? [])
          // A cloud may put a name where an address belongs.
          .filter(
            ({ type, address }) =>
              (type === 'InternalIP' || type === 'ExternalIP') &&
              validateAddress(address) === undefined,
          )
          .map(({ address }) => address),
      ),
    ],
  }));

/**
 * Reads a Node, from a cluster or a manifest, with the addresses that lead to it.
 *
 * @public
 */
export function parseNode(raw: unknown): Parsed<Node> {
  return parseWith(nodeSchema, raw);
}
