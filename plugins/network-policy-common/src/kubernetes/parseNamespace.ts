import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { Namespace } from './clusterSnapshot';
import {
  apiVersionSchema,
  clusterMetadataSchema,
  kindSchema,
  validated,
} from './metadata';
import { validateDns1123Label } from './names';
import { annotationsSchema } from './parseLabels';
import { namespaceOf } from './namespaceOf';
import { ordinaryNamespace } from './ordinary/ordinaryNamespace';

export { bareNamespace, namespaceNameLabel } from './namespaceOf';

/** A Namespace as the API server or a manifest has it. */
export const namespaceSchema: z.ZodType<Namespace> = z
  .object({
    apiVersion: apiVersionSchema('v1'),
    kind: kindSchema('Namespace'),
    metadata: clusterMetadataSchema.extend({
      name: validated(name =>
        name === '' ? 'Required value' : validateDns1123Label(name),
      ),
      annotations: annotationsSchema,
    }),
  })
  .transform(({ metadata: { name, labels, annotations } }) =>
    namespaceOf(name, labels, annotations),
  );

/**
 * Reads a Namespace, from a cluster or a manifest.
 *
 * @public
 */
export function parseNamespace(raw: unknown): Parsed<Namespace> {
  const ordinary = ordinaryNamespace(raw);
  return ordinary
    ? { ok: true, value: ordinary }
    : parseWith(namespaceSchema, raw);
}
