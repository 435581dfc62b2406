import { spec } from '../../schema/openapi/generated';

/** As much of a schema as the OpenAPI file uses for what comes in. */
export interface Schema {
  type?: 'string' | 'boolean' | 'integer' | 'array' | 'object';
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: 'uuid';
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: Schema | boolean;
  oneOf?: readonly Schema[];
}

export interface Operation {
  id: string;
  method: string;
  /** With its parameters in braces. */
  path: string;
  inPath: readonly Parameter[];
  query: readonly Parameter[];
  body: Schema | undefined;
  /** Media types by status; none where the answer is empty. */
  answers: ReadonlyMap<string, readonly string[]>;
}

export interface Parameter {
  name: string;
  in: string;
  schema: Schema;
}

interface DescribedOperation {
  operationId: string;
  parameters?: readonly Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}

/** The operations of the OpenAPI file, without references. */
export const describedOperations = Object.entries(spec.paths).flatMap(
  ([path, methods]) =>
    Object.entries(resolve(methods) as Record<string, DescribedOperation>).map(
      ([method, described]) => ({ path, method, described }),
    ),
);

/** What the OpenAPI file describes. */
export const operations = describedOperations.map(
  ({ path, method, described }): Operation => ({
    id: described.operationId,
    method: method.toUpperCase(),
    path,
    inPath: (described.parameters ?? []).filter(one => one.in === 'path'),
    query: (described.parameters ?? []).filter(one => one.in === 'query'),
    body: described.requestBody?.content['application/json'].schema,
    answers: new Map(
      Object.entries(described.responses).map(([status, { content }]) => [
        status,
        Object.keys(content ?? {}),
      ]),
    ),
  }),
);

/** The same without references; nothing of what comes in contains itself. */
function resolve(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(resolve);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('$ref' in value) {
    const [, ...parts] = String(value.$ref).split('/');
    return resolve(
      parts.reduce<unknown>(
        (inner, part) => (inner as Record<string, unknown>)[part],
        spec,
      ),
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolve(inner)]),
  );
}
