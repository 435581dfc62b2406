import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { Node } from './clusterSnapshot';
import {
  apiVersionSchema,
  clusterMetadataSchema,
  kindSchema,
  optional,
} from './metadata';
import { nodeOf } from './nodeOf';
import { ordinaryNode } from './ordinary/ordinaryNode';

const addressesSchema = optional(
  z.array(z.object({ type: z.string(), address: z.string() })),
  [],
);

/** A Node as the API server or a manifest has it. */
export const nodeSchema: z.ZodType<Node> = z
  .object({
    apiVersion: apiVersionSchema('v1'),
    kind: kindSchema('Node'),
    metadata: clusterMetadataSchema,
    status: z.object({ addresses: addressesSchema }).nullish(),
  })
  .transform(({ metadata, status }) =>
    nodeOf(metadata, status?.addresses ?? []),
  );

/**
 * Reads a Node, from a cluster or a manifest, with the addresses that lead to it.
 *
 * @public
 */
export function parseNode(raw: unknown): Parsed<Node> {
  const ordinary = ordinaryNode(raw);
  return ordinary ? { ok: true, value: ordinary } : parseWith(nodeSchema, raw);
}
