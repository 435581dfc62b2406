import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import { ErrorRequestHandler } from 'express';
import { randomUUID } from 'node:crypto';
import { ClusterError } from '../clusters/clusterFailure';

/** Errors that are thrown for people to read. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  'InputError',
  'AuthenticationError',
  'NotAllowedError',
  'NotFoundError',
  'ConflictError',
  'ServiceUnavailableError',
]);

/**
 * Keeps the text of every other error in the log: it may hold SQL, paths, addresses, or names. A person gets a number
 * by which the log has it.
 */
export function hideUnexpected(
  logger: LoggerService,
  isShown: (error: unknown) => boolean = () => false,
): ErrorRequestHandler {
  return (error, request, _, next) => {
    if (isForPeople(error) || isShown(error)) {
      next(error);
      return;
    }
    const id = randomUUID();
    logger.error(
      `${request.method} ${request.route?.path ?? request.path} failed (${id})`,
      toError(error),
    );
    const hidden = new Error(
      `Something went wrong in the portal. Try again. If it happens again, give the number ${id} to the people who run the portal: their log has the cause under it`,
    );
    // The handler of Backstage shows no stack to people, but logs it a second time.
    delete hidden.stack;
    next(hidden);
  };
}

function isForPeople(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  // What reads bodies and paths says by `expose` that its text is about the request alone.
  return (
    (FOR_PEOPLE.has(error.name) && error.cause === undefined) ||
    error instanceof ClusterError ||
    error.expose === true
  );
}
