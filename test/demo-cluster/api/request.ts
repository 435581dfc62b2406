import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { decodeProtobuf, protobufType } from './protobuf';
import { ApiError, badRequest, unknownPath } from './status';

/** A path below `/api` or `/apis`, taken apart. */
export interface ResourcePath {
  group: string;
  version: string;
  resource: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** A request as the handlers see it. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  accept: string;
  contentType: string;
  userAgent: string;
  body: unknown;
}

const maximumBody = 3 * 1024 * 1024;

/**
 * Takes a path apart; undefined for paths of discovery and the like.
 *
 * @throws ApiError 404 when it is deeper than any path of the API.
 */
export function parseResourcePath(path: string): ResourcePath | undefined {
  const steps = path.split('/').filter(step => step !== '');
  const root = steps.shift();
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'apis' ? steps.shift() : '';
  const version = steps.shift();
  if (group === undefined || !version || steps.length === 0) return undefined;
  if (steps[0] === 'namespaces' && steps.length >= 3) {
    const [, namespace, resource, name, ...more] = steps;
    const isOfNamespace = ['status', 'finalize'].includes(resource);
    if (!(isOfNamespace && name === undefined)) {
      if (more.length > 1) throw unknownPath();
      return {
        group,
        version,
        resource,
        namespace,
        name,
        subresource: more[0],
      };
    }
  }
  const [resource, name, ...more] = steps;
  if (more.length > 1) throw unknownPath();
  return { group, version, resource, name, subresource: more[0] };
}

async function readBytes(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maximumBody) {
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${maximumBody}`,
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function decodeBody(bytes: Buffer, contentType: string): unknown {
  if (bytes.length === 0) return undefined;
  if (contentType === protobufType) return decodeProtobuf(bytes);
  const text = bytes.toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return contentType.includes('yaml') ? parse(text) : JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`error decoding the request body: ${why}`);
  }
}

/** Reads a request to its end. @throws ApiError 400 or 413 */
export async function readRequest(
  message: IncomingMessage,
): Promise<ApiRequest> {
  const url = new URL(message.url ?? '/', 'https://localhost');
  const contentType = (message.headers['content-type'] ?? 'application/json')
    .split(';')[0]
    .trim();
  return {
    method: message.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    accept: message.headers.accept ?? '*/*',
    contentType,
    userAgent: message.headers['user-agent'] ?? 'unknown',
    body: decodeBody(await readBytes(message), contentType),
  };
}

/** The verb by which RBAC knows a request for a resource. */
export function verbOf(request: ApiRequest, path: ResourcePath): string {
  const { method, query } = request;
  const watching = ['true', '1'].includes(query.get('watch') ?? '');
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (path.name) return 'get';
      return watching ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return path.name ? 'delete' : 'deletecollection';
    default:
      return method.toLowerCase();
  }
}
