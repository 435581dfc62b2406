import { Labels, LabelSelector } from './objects';

/** Rules 6 and 7: an empty selector selects everything; NotIn and DoesNotExist match a missing key. */
export function selectorMatches(
  selector: LabelSelector | null | undefined,
  labels: Labels,
): boolean {
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) {
    if (labels[key] !== value) return false;
  }
  for (const { key, operator, values } of selector?.matchExpressions ?? []) {
    const has = key in labels;
    const isListed = has && (values ?? []).includes(labels[key]);
    if (operator === 'In' && !isListed) return false;
    if (operator === 'NotIn' && isListed) return false;
    if (operator === 'Exists' && !has) return false;
    if (operator === 'DoesNotExist' && has) return false;
  }
  return true;
}
