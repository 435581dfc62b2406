import { End } from '../policies/end';
import type { KnownTowards } from '../reach/KnownTowards';
import { SourceGroup } from './SourceGroup';

/**
 * The sources of a namespace at a glance. Few peers of their policies are a given destination elsewhere, and whatever
 * the same peers are is the same to them, so it is worked out once.
 */
export interface SourcesDigest {
  sources: readonly SourceGroup[];
  /** One of the pods as an end for whom all of them are alike. */
  end: End;
  /** The numbers of all peers that a destination elsewhere may be. */
  peers: readonly number[];
  /** What was found out about their egress. */
  towards?: KnownTowards;
}

/**
 * Looks at the sources of a namespace; undefined where they must be looked at one by one.
 *
 * @param peers - the numbers of all peers that a destination elsewhere may be to them
 */
export function digestSources(
  sources: readonly SourceGroup[],
  peers: readonly number[],
): SourcesDigest | undefined {
  const [first] = sources;
  if (!first) {
    return undefined;
  }
  const subject = sources.every(({ egress }) => egress !== undefined);
  return subject
    ? { sources, end: first.end, peers, towards: undefined }
    : undefined;
}
