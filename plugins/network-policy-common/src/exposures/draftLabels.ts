import { z } from 'zod';
import { validateLabelKey, validateLabelValue } from '../kubernetes/names';

const MOST_LABELS = 63;

/** What is wrong with a set of labels, one sentence each. */
function problemsOf(labels: Readonly<Record<string, unknown>>): string[] {
  const entries = Object.entries(labels);
  if (entries.length > MOST_LABELS) {
    return [`must be no more than ${MOST_LABELS} labels`];
  }
  return entries.flatMap(([key, value]) => {
    const quoted = JSON.stringify(key);
    // Kubernetes takes some of these. Programs that read them as something else would see another label, or none.
    if (key in Object.prototype) {
      return [`label key ${quoted}: is not taken here; choose another label`];
    }
    const keyProblem = validateLabelKey(key);
    const valueProblem =
      typeof value === 'string'
        ? validateLabelValue(value)
        : 'must be a string';
    return [
      ...(keyProblem ? [`label key ${quoted}: ${keyProblem}`] : []),
      ...(valueProblem ? [`value of label ${quoted}: ${valueProblem}`] : []),
    ];
  });
}

function isObject(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/**
 * Labels of a draft. They are read by hand: a record of the library leaves out the key `__proto__` without a word. The
 * form has one field for a set of labels, so problems of a key or a value are reported for the set.
 */
export const draftLabelsSchema = z
  .unknown()
  .transform((raw, context): Record<string, string> => {
    const messages = isObject(raw)
      ? problemsOf(raw)
      : [
          raw === undefined || raw === null
            ? 'Required value'
            : 'must be a map',
        ];
    for (const message of messages) {
      context.addIssue({ code: 'custom', message });
    }
    return messages.length === 0
      ? { ...(raw as Record<string, string>) }
      : z.NEVER;
  });
