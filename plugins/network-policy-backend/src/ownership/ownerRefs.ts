import { normaliseOwner } from '../config/normaliseOwner';

/** An annotation that is longer consents to nothing. */
const LONGEST = 4_096;

/** A list of more owners consents to nothing. */
const MOST_OWNERS = 50;

/**
 * The owners in an annotation, references separated by commas. A list with one mistake in it, or one that is too long,
 * has no owners at all: half a list could leave out the owner who matters.
 */
export function parseOwners(annotation: string | undefined): readonly string[] {
  if (!annotation || annotation.length > LONGEST) {
    return [];
  }
  const owners = new Array<string>();
  for (const part of annotation.split(',')) {
    const owner = normaliseOwner(part.trim());
    if (!owner) {
      return [];
    }
    owners.push(owner);
  }
  return owners.length > MOST_OWNERS ? [] : owners;
}
