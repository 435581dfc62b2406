import {
  ConflictError,
  CustomErrorBase,
  InputError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import { z } from 'zod';

/**
 * Why a cluster did not do what it was asked.
 *
 * - `unreachable`: no answer in time, or one that is not the API server's.
 * - `unauthorized`, `forbidden`: the portal's credentials were refused, or lack the right.
 * - `no-credential`: the portal has no credential that it can read, so the cluster was not asked.
 * - `conflict`: the object changed since it was read.
 * - `invalid`: the API server does not take the object.
 * - `expired`: a page of a list, or what happened since a version, can no longer be read.
 * - `unsupported`: it is no such request that can be made there.
 */
export type ClusterFailureKind =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'no-credential'
  | 'not-found'
  | 'already-exists'
  | 'conflict'
  | 'invalid'
  | 'expired'
  | 'unsupported';

export interface ClusterFailure {
  kind: ClusterFailureKind;
  /** The API server's own words where it gave any. */
  message: string;
}

/**
 * What came of a call to a cluster. It is never thrown: each caller has its own idea of what a failure means.
 */
export type ClusterAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; failure: ClusterFailure };

/**
 * The cluster refused or did not answer: status 502, with what it said.
 */
export class ClusterError extends CustomErrorBase {
  name = 'ClusterError' as const;
  readonly statusCode = 502;
}

const statusSchema = z.looseObject({
  kind: z.literal('Status'),
  message: z.string().default('no reason was given'),
  reason: z.string().default(''),
});

const proxyErrorSchema = z.looseObject({
  error: z.looseObject({ message: z.string() }),
});

const kindOfCode: Readonly<Record<number, ClusterFailureKind>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'unsupported',
  409: 'conflict',
  410: 'expired',
  413: 'invalid',
  422: 'invalid',
};

/** What the API server says, in place of a Status, of a path that it does not serve, such as a type that is not installed. */
const UNKNOWN_PATH = '404 page not found';

/**
 * Reads an answer that is not a success: JSON, or text where it was none. The API server answers with a Status;
 * anything else comes from the proxy or from something in between, which is as good as no answer.
 */
export function parseFailure(code: number, body: unknown): ClusterFailure {
  const failure = readFailure(code, body);
  return { ...failure, message: withoutToken(failure.message) };
}

function readFailure(code: number, body: unknown): ClusterFailure {
  const status = statusSchema.safeParse(body);
  if (status.success) {
    const { message, reason } = status.data;
    const kind =
      reason === 'AlreadyExists'
        ? 'already-exists'
        : kindOfCode[code] ?? 'unreachable';
    return { kind, message };
  }
  if (typeof body === 'string' && body.trim() === UNKNOWN_PATH) {
    return { kind: 'not-found', message: UNKNOWN_PATH };
  }
  const proxyError = proxyErrorSchema.safeParse(body);
  return {
    kind: 'unreachable',
    message: proxyError.success
      ? proxyError.data.error.message
      : `answered with status ${code} and no reason`,
  };
}

/**
 * A call that came to nothing before there was an answer.
 */
export function networkFailure(error: unknown): ClusterFailure {
  return unreachable(withoutToken(describeNetworkError(error)));
}

/**
 * A call that took too long.
 */
export function noAnswerWithin(timeoutMs: number): ClusterFailure {
  return unreachable(`no answer within ${timeoutMs / 1000} s`);
}

/**
 * A cluster that is as good as not there.
 */
export function unreachable(message: string): ClusterFailure {
  return { kind: 'unreachable', message };
}

/** Failures are logged and shown, and something in between may have repeated what it was sent. */
function withoutToken(message: string): string {
  return message.replace(/\bBearer\s+\S+/gi, 'Bearer [left out]');
}

/** What Node says of a connection that did not come about, or broke off. */
function describeNetworkError(error: unknown): string {
  if (error instanceof AggregateError) {
    // Each address of a name has its own reason.
    return describeNetworkError(error.errors[0]);
  }
  if (error instanceof Error && 'code' in error && error.message) {
    return error.message;
  }
  return stringifyError(error);
}

/**
 * The failure as an error for the caller of the HTTP API.
 */
export function toError(
  cluster: string,
  action: string,
  failure: ClusterFailure,
): Error {
  const sentence = describeFailure(cluster, action, failure);
  switch (failure.kind) {
    case 'invalid':
      return new InputError(sentence);
    case 'not-found':
      return new NotFoundError(sentence);
    case 'conflict':
    case 'already-exists':
      return new ConflictError(sentence);
    default:
      return new ClusterError(sentence);
  }
}

/**
 * One sentence with what happened; `action` is what was tried, such as `list pods`.
 */
export function describeFailure(
  cluster: string,
  action: string,
  failure: ClusterFailure,
): string {
  switch (failure.kind) {
    case 'unreachable':
    case 'expired':
      return `Cluster ${cluster} did not answer when asked to ${action}: ${failure.message}`;
    case 'unauthorized':
      return `Cluster ${cluster} does not accept the portal's credentials: ${failure.message}`;
    case 'no-credential':
      return `The portal cannot sign in to cluster ${cluster}: ${failure.message}`;
    case 'forbidden':
      return `The portal may not ${action} in cluster ${cluster}: ${failure.message}`;
    default:
      return `Cluster ${cluster} could not ${action}: ${failure.message}`;
  }
}
