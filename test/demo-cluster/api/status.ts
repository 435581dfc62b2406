/** One detail of why a request failed, as Kubernetes' `StatusCause`. */
export interface StatusCause {
  reason: string;
  message: string;
  field?: string;
}

interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** The `Status` object with which Kubernetes answers whatever failed. */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string };
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

/** What an error is about: the resource's plural name and its API group. */
export interface ErrorSubject {
  group: string;
  resource: string;
}

/** An answer other than success, thrown anywhere below the HTTP layer. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details: StatusDetails = {},
    readonly continueToken?: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** The error as it is written to the client. */
  toStatus(): Status {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.continueToken ? { continue: this.continueToken } : {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: this.details,
      code: this.code,
    };
  }
}

function qualified(subject: ErrorSubject): string {
  return subject.group
    ? `${subject.resource}.${subject.group}`
    : subject.resource;
}

function detailsOf(subject: ErrorSubject, name: string): StatusDetails {
  return {
    name,
    ...(subject.group ? { group: subject.group } : {}),
    kind: subject.resource,
  };
}

export function notFound(subject: ErrorSubject, name: string): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualified(subject)} "${name}" not found`,
    detailsOf(subject, name),
  );
}

export function unknownPath(): ApiError {
  return new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
  );
}

export function alreadyExists(subject: ErrorSubject, name: string): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${qualified(subject)} "${name}" already exists`,
    detailsOf(subject, name),
  );
}

export function conflict(
  subject: ErrorSubject,
  name: string,
  why: string,
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(subject)} "${name}": ${why}`,
    detailsOf(subject, name),
  );
}

export function applyConflict(
  message: string,
  causes: StatusCause[],
): ApiError {
  return new ApiError(409, 'Conflict', message, { causes });
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

/** Refused by a policy or quota, or for want of a right. */
export function forbidden(
  subject: ErrorSubject,
  name: string,
  why: string,
): ApiError {
  const what = name
    ? `${qualified(subject)} "${name}"`
    : qualified(subject) || 'forbidden';
  return new ApiError(
    403,
    'Forbidden',
    subject.resource ? `${what} is forbidden: ${why}` : `forbidden: ${why}`,
    subject.resource ? detailsOf(subject, name) : {},
  );
}

export function expired(message: string, continueToken?: string): ApiError {
  return new ApiError(410, 'Expired', message, {}, continueToken);
}

/** `causes` are the single faults, each with its field. */
export function invalid(
  kind: { group: string; kind: string },
  name: string,
  causes: Required<StatusCause>[],
): ApiError {
  const of = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
  const faults = causes.map(cause => `${cause.field}: ${cause.message}`);
  const summary = faults.length === 1 ? faults[0] : `[${faults.join(', ')}]`;
  return new ApiError(
    422,
    'Invalid',
    `${of} "${name}" is invalid: ${summary}`,
    {
      name,
      ...(kind.group ? { group: kind.group } : {}),
      kind: kind.kind,
      causes,
    },
  );
}

export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

export function unsupportedMediaType(accepted: string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}
