import fc from 'fast-check';
import { acceptedBodies, knownNames } from './knownThings';
import { Operation, Parameter } from './operations';
import {
  allowed,
  forbidden,
  forbiddenTexts,
  text,
  unknownName,
} from './generatedValues';

/** A request as it goes over the wire. */
export interface GeneratedRequest {
  operation: Operation;
  method: string;
  /** Encoded, below the plugin. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

const json = { 'content-type': 'application/json' };

/** Parts of a path that no client would send. */
const malformed = fc.constantFrom('%', '%zz', '%c0%af', '%E0%A4%A', '%2e%2e');

/** The request of an operation about things that are there, which is accepted. */
export function acceptedRequest(operation: Operation): GeneratedRequest {
  const { id, method, body } = operation;
  return {
    operation,
    method,
    path: pathOf(operation),
    headers: body ? json : {},
    body: body && JSON.stringify(acceptedBodies[id]),
  };
}

/** Requests that the OpenAPI file allows, most of them about things that are there. */
export function allowedRequest(
  operation: Operation,
): fc.Arbitrary<GeneratedRequest> {
  return fc
    .record({
      path: fc.oneof(fc.constant(pathOf(operation)), anyPath(operation)),
      query: allowedQuery(operation.query),
      body: allowedBody(operation),
      accept: fc.constantFrom('application/json', 'text/csv', '*/*', 'x'),
    })
    .map(({ path, query, body, accept }) => ({
      operation,
      method: operation.method,
      path: path + query,
      headers: { accept, ...(body !== undefined && json) },
      body,
    }));
}

/** Requests about things that are there, with something in the query or the body that the file does not allow. */
export function forbiddenRequest(
  operation: Operation,
): fc.Arbitrary<GeneratedRequest> {
  const { method, body: schema } = operation;
  const path = pathOf(operation);
  const wrongQuery = fc
    .tuple(
      allowedBody(operation),
      fc.constantFrom(
        ...['unknown=1', 'x[y]=1'],
        ...operation.query.flatMap(({ name, schema: ofParameter }) =>
          forbiddenTexts(ofParameter).map(
            wrong => `${name}=${encodeURIComponent(wrong)}`,
          ),
        ),
      ),
    )
    .map(([body, wrong]) => ({
      operation,
      method,
      path: `${path}?${wrong}`,
      headers: body === undefined ? {} : json,
      body,
    }));
  if (!schema) {
    return wrongQuery;
  }
  const wrongBody = fc
    .oneof(
      forbidden(schema, operation.id).map(made => JSON.stringify(made)),
      fc.constantFrom('', '{', '"x"', 'null', '[]', '{"a":1}{', '\u0000'),
    )
    .map(body => ({ operation, method, path, headers: json, body }));
  const wrongType = fc
    .tuple(allowedBody(operation), fc.constantFrom('text/plain', 'text/xml'))
    .map(([body, type]) => ({
      operation,
      method,
      path,
      headers: { 'content-type': type },
      body,
    }));
  return fc.oneof(wrongQuery, wrongBody, wrongType);
}

/** Requests about things that are there, but for what one parameter of the path names. */
export function requestElsewhere(
  operation: Operation,
  { name, schema }: Parameter,
): fc.Arbitrary<GeneratedRequest> {
  return fc
    .record({
      unknown: unknownName(schema).map(encodeURIComponent),
      query: allowedQuery(operation.query),
      body: allowedBody(operation),
    })
    .map(({ unknown, query, body }) => ({
      operation,
      method: operation.method,
      path: pathOf(operation, { [name]: unknown }) + query,
      headers: body === undefined ? {} : json,
      body,
    }));
}

/** The path of the first thing that is there, but for these parameters. */
function pathOf(
  { path }: Operation,
  others: Readonly<Record<string, string>> = {},
): string {
  return path.replace(
    /\{(\w+)\}/g,
    (_, name) => others[name] ?? knownNames[name][0],
  );
}

function anyPath(operation: Operation): fc.Arbitrary<string> {
  const segment = (name: string) =>
    fc.oneof(
      {
        weight: 20,
        // Without one of its parts it would be another path.
        arbitrary: text(name).filter(Boolean).map(encodeURIComponent),
      },
      { weight: 1, arbitrary: malformed },
    );
  return fc
    .record(
      Object.fromEntries(
        operation.inPath.map(({ name }) => [name, segment(name)]),
      ),
    )
    .map(others => pathOf(operation, others));
}

function allowedQuery(parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const value = ({ name, schema }: Parameter) =>
    allowed(schema, name).map(made =>
      [made].flat().map(String).map(encodeURIComponent).join(','),
    );
  return fc
    .record(Object.fromEntries(parameters.map(one => [one.name, value(one)])), {
      requiredKeys: [],
    })
    .map(made =>
      Object.entries(made)
        .map(([name, encoded]) => `${name}=${encoded}`)
        .join('&'),
    )
    .map(made => made && `?${made}`);
}

/** One that is accepted, one that differs from it in a part, or any. */
function allowedBody({
  id,
  body,
}: Operation): fc.Arbitrary<string | undefined> {
  if (!body) {
    return fc.constant(undefined);
  }
  const any = allowed(body, id).map(made => made as object);
  const accepted = acceptedBodies[id];
  const similar = fc
    .tuple(any, fc.constantFrom(...Object.keys(body.properties ?? {})))
    .map(([other, key]) => ({
      ...accepted,
      ...(key in other && { [key]: other[key as keyof typeof other] }),
    }));
  return fc
    .oneof(fc.constant(accepted), similar, any)
    .map(made => JSON.stringify(made));
}
