import {
  ExposureDraft,
  parseExposureDraft,
} from 'backstage-plugin-network-policy-common';
import type { SharedServiceExposureValue } from './schema';

/**
 * The draft as far as it says who may connect; undefined while something in it is wrong. The reason is asked last and
 * changes no connection, so nobody has to write one before the preview and the manifest appear.
 */
export function draftToShow(
  value: SharedServiceExposureValue,
): { forPreview: ExposureDraft; forManifest: ExposureDraft } | undefined {
  const reason = value.exposure?.reason.trim();
  const parsed = parseExposureDraft({
    ...value.exposure,
    reason: reason || 'not written yet',
  });
  return parsed.ok
    ? {
        forPreview: parsed.value,
        forManifest: { ...parsed.value, reason: reason ?? '' },
      }
    : undefined;
}
