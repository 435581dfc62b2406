import {
  ExposureDraft,
  parseExposureDraft,
} from 'backstage-plugin-network-policy-common';
import type { SharedServiceExposureValue } from './schema';

/**
 * The draft for the preview and the manifest; undefined while something in it is wrong. The reason changes no connection
 * and is the last question, so both appear before there is one.
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
