import { InputError } from '@backstage/errors';
import {
  ExposureDraft,
  parseExposureDraft,
} from 'backstage-plugin-network-policy-common';

/**
 * Reads a draft.
 *
 * @throws InputError that names every field that is wrong.
 */
export function parseDraft(raw: unknown): ExposureDraft {
  const parsed = parseExposureDraft(raw);
  if (!parsed.ok) {
    throw new InputError(
      parsed.problems
        .map(({ path, message }) => `${path}: ${message}`)
        .join('; '),
    );
  }
  return parsed.value;
}
