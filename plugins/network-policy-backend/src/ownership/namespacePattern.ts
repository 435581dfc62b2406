import { Minimatch } from 'minimatch';

/** Only `*` has a meaning: no braces, no classes of patterns, no comments, and no difference of names with dots. */
const ONLY_STARS = {
  nobrace: true,
  noext: true,
  noglobstar: true,
  nonegate: true,
  nocomment: true,
  dot: true,
} as const;

/**
 * Tells whether a name is one of those that a pattern of the configuration means, in which `*` stands for any
 * characters.
 */
export function matchesAny(
  patterns: readonly string[],
): (namespace: string) => boolean {
  const compiled = patterns.map(pattern => new Minimatch(pattern, ONLY_STARS));
  return namespace => compiled.some(pattern => pattern.match(namespace));
}
