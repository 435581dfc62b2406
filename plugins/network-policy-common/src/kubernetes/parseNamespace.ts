import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { Namespace } from './clusterSnapshot';
import { apiVersionSchema, kindSchema, stringMapSchema } from './metadata';

/**
 * The label that the API server sets on every Namespace, with the name as its value.
 *
 * @public
 */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** A namespace of which nothing but the name is known. */
export function bareNamespace(name: string): Namespace {
  return { name, labels: { [namespaceNameLabel]: name } };
}

const namespaceSchema: z.ZodType<Namespace> = z
  .object({
    apiVersion: apiVersionSchema('v1'),
    kind: kindSchema('Namespace'),
    metadata: z.object({
      name: z.string().min(1, 'Required value'),
      labels: stringMapSchema,
    }),
  })
  .transform(({ metadata: { name, labels } }) => ({
    name,
    labels: { ...labels, [namespaceNameLabel]: name },
  }));

/**
 * Reads a Namespace, from a cluster or a manifest.
 *
 * @public
 */
export function parseNamespace(raw: unknown): Parsed<Namespace> {
  return parseWith(namespaceSchema, raw);
}
