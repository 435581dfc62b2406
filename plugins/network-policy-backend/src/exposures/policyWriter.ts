import { NotAllowedError } from '@backstage/errors';
import { ClusterWriter, ClusterWriting } from '../clusters/ClusterWriter';

/** Why no policy is written from here, and the way that is open instead. */
export function readOnlyRefusal({
  because,
}: Extract<ClusterWriting, { possible: false }>): string {
  return `${because}. Propose a pull request`;
}

/**
 * The writer for a cluster's policies.
 *
 * @throws NotAllowedError where the portal holds none; it names the pull request, which is open everywhere.
 */
export function requirePolicyWriter({
  writing,
}: {
  writing: ClusterWriting;
}): ClusterWriter {
  if (!writing.possible) {
    throw new NotAllowedError(readOnlyRefusal(writing));
  }
  return writing.writer;
}
