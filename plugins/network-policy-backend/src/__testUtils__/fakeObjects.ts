import { Request, Response } from 'express';

export interface FakeObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    managedFields?: { manager: string; fieldsV1: object; time?: string }[];
    deletionTimestamp?: string;
    ownerReferences?: {
      kind: string;
      name: string;
      uid: string;
      controller?: boolean;
    }[];
  };
  spec?: object;
  status?: object;
  [field: string]: unknown;
}

export interface SeenRequest {
  method: string;
  plural: string;
  namespace?: string;
  name?: string;
  headers: Request['headers'];
  query: Request['query'];
  body: any;
}

/** Answers instead of the cluster: with a status code and the message of a Status, or not at all. */
export type Fault = Refusal | 'hang';

export interface Refusal {
  code: number;
  reason: string;
  message: string;
}

export function keyOf(
  plural: string,
  namespace: string | undefined,
  name: string,
) {
  return `${plural}/${namespace ?? ''}/${name}`;
}

/** Whether an object is among those that a list or watch asks for. */
export function selected(
  { metadata }: FakeObject,
  { namespace, query }: SeenRequest,
): boolean {
  if (namespace && metadata.namespace !== namespace) {
    return false;
  }
  return String(query.labelSelector ?? '')
    .split(',')
    .every(requirement => {
      const [, key, operator, value] =
        /^([^=!]+)(!?=)(.*)$/.exec(requirement) ?? [];
      return !key || (metadata.labels?.[key] === value) === (operator === '=');
    });
}

export function notFound(plural: string, name = ''): Refusal {
  return {
    code: 404,
    reason: 'NotFound',
    message: `${plural} "${name}" not found`,
  };
}

/** Whether a path is of types that have to be installed. */
export function isOptional(path: string): boolean {
  return path.includes('/policy.networking.k8s.io/');
}

/** What the API server says of a path that it does not serve. */
export function unknownPath(response: Response) {
  response.status(404).type('text/plain').send('404 page not found\n');
}

export function refuse(response: Response, { code, reason, message }: Refusal) {
  response.status(code).json({
    kind: 'Status',
    status: 'Failure',
    code,
    reason,
    message,
  });
}
