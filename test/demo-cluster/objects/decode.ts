import { ZodError } from 'zod';
import { isMap } from '../apply/field-schema';
import { badRequest } from '../api/status';
import { KubernetesObject } from '../kinds/metadata';
import { apiVersionOf, ResourceDefinition } from '../storage/registry';

/** What to do about fields that the kind does not have. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** Null is "not set" to Kubernetes; in a list it is an empty item. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(item => (item === null ? {} : withoutNulls(item)));
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null && part !== undefined)
      .map(([key, part]) => [key, withoutNulls(part)]),
  );
}

function unknownFields(sent: unknown, known: unknown, path: string): string[] {
  if (Array.isArray(sent) && Array.isArray(known)) {
    return sent.flatMap((item, index) =>
      unknownFields(item, known[index], `${path}[${index}]`),
    );
  }
  if (!isMap(sent) || !isMap(known)) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    const at = path ? `${path}.${key}` : key;
    return key in known ? unknownFields(value, known[key], at) : [at];
  });
}

function explain(definition: ResourceDefinition, error: ZodError): string {
  const faults = error.issues.map(
    issue =>
      `json: cannot unmarshal into field ${definition.kind}.${issue.path.join(
        '.',
      )}: ${issue.message}`,
  );
  return `${definition.kind} in version "${definition.version}" cannot be handled as a ${definition.kind}: ${faults[0]}`;
}

/**
 * Reads what a client sent as an object of a resource.
 *
 * @throws ApiError 400 when a field has the wrong type, the object is of
 *   another kind, or (`Strict`) a field is unknown.
 */
export function decode(
  definition: ResourceDefinition,
  body: unknown,
  fieldValidation: FieldValidation = 'Warn',
): { object: KubernetesObject; warnings: string[] } {
  const { kind } = definition;
  const apiVersion = apiVersionOf(definition);
  const sent = withoutNulls(body);
  if (!isMap(sent)) throw badRequest(`the body is not a ${kind}`);
  const filled = { apiVersion, kind, ...sent };
  if (filled.apiVersion !== apiVersion || filled.kind !== kind) {
    throw badRequest(
      `the API version and kind in the data (${filled.apiVersion}, ${filled.kind}) does not match the expected ones (${apiVersion}, ${kind})`,
    );
  }
  const parsed = definition.schema.safeParse(filled);
  if (!parsed.success) throw badRequest(explain(definition, parsed.error));
  const warnings = unknownFields(filled, parsed.data, '').map(
    path => `unknown field "${path}"`,
  );
  if (warnings.length > 0 && fieldValidation === 'Strict') {
    throw badRequest(
      `${kind} in version "${
        definition.version
      }" cannot be handled as a ${kind}: strict decoding error: ${warnings.join(
        ', ',
      )}`,
    );
  }
  return {
    object: parsed.data,
    warnings: fieldValidation === 'Warn' ? warnings : [],
  };
}
