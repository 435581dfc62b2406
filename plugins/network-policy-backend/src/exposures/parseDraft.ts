import { InputError } from '@backstage/errors';
import {
  ExposureDraft,
  parseExposureDraft,
} from 'backstage-plugin-network-policy-common';

/** Somewhere it is still yesterday: the day that begins last begins twelve hours after that of UTC. */
const LAST_DAY_BEGINS_MS = 12 * 60 * 60_000;

/**
 * Reads a draft.
 *
 * @throws InputError that names every field that is wrong.
 */
export function parseDraft(raw: unknown, now = Date.now()): ExposureDraft {
  const parsed = parseExposureDraft(raw);
  if (!parsed.ok) {
    throw new InputError(
      parsed.problems
        .map(({ path, message }) => `${path}: ${message}`)
        .join('; '),
    );
  }
  const { reviewBy } = parsed.value;
  const today = new Date(now - LAST_DAY_BEGINS_MS).toISOString().slice(0, 10);
  if (reviewBy && reviewBy < today) {
    throw new InputError(
      `reviewBy: ${reviewBy} is past; choose a day on which somebody will look at this again`,
    );
  }
  return parsed.value;
}
