import { z } from 'zod';

const versionSchema = z.object({
  metadata: z.object({ resourceVersion: z.string().min(1) }),
});

/** The version of an object, if it says any. */
export function resourceVersionOf(object: unknown): string | undefined {
  return versionSchema.safeParse(object).data?.metadata.resourceVersion;
}

/**
 * Whether a version is from before another one of the same type. Kubernetes promises since 1.35 that versions are numbers
 * that grow; before, all API servers kept to it. What is no number is older than nothing.
 */
export function isOlder(
  version: string | undefined,
  than: string | undefined,
): boolean {
  if (!isNumber(version) || !isNumber(than)) {
    return false;
  }
  return version.length === than.length
    ? version < than
    : version.length < than.length;
}

function isNumber(version: string | undefined): version is string {
  return version !== undefined && /^[1-9]\d*$/.test(version);
}
