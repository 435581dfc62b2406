import { parseExposureDraft } from 'backstage-plugin-network-policy-common';
import type { Words } from '../../hooks/useWords';
import { entriesFromLabels, labelEntriesProblem } from './entries';
import type { ExposureInput, SharedServiceExposureValue } from './schema';

/** The inputs that can be wrong. */
export type FieldName =
  | 'entityRef'
  | 'cluster'
  | 'namespace'
  | 'name'
  | 'podSelector'
  | 'namespaceLabels'
  | 'podLabels'
  | 'ports'
  | 'reason'
  | 'reviewBy'
  | 'ticket';

/** What is wrong at which input. */
export type FieldProblems = Partial<Record<FieldName, string>>;

/** The inputs by the paths of a draft's problems. */
const fieldsByPath: Record<string, FieldName> = {
  cluster: 'cluster',
  namespace: 'namespace',
  name: 'name',
  podSelector: 'podSelector',
  'from.namespaceLabels': 'namespaceLabels',
  'from.podLabels': 'podLabels',
  ports: 'ports',
  reason: 'reason',
  reviewBy: 'reviewBy',
  ticket: 'ticket',
};

function fieldOf(path: string): FieldName | undefined {
  const match = Object.keys(fieldsByPath).find(
    prefix =>
      path === prefix ||
      path.startsWith(`${prefix}.`) ||
      path.startsWith(`${prefix}[`),
  );
  return match === undefined ? undefined : fieldsByPath[match];
}

function unreadableLabels(t: Words, labels: ExposureInput['podSelector']) {
  const problem = labelEntriesProblem(entriesFromLabels(labels));
  if (!problem) {
    return undefined;
  }
  return problem.kind === 'unreadable'
    ? t('form.labels.unreadable', { entry: problem.text })
    : t('form.labels.twice', { key: problem.text });
}

/** What was typed and cannot be read at all. The schema would only say that a type is wrong. */
function unreadableEntries(t: Words, exposure: ExposureInput): FieldProblems {
  const port = exposure.ports.find(entry => typeof entry === 'string');
  return {
    podSelector: unreadableLabels(t, exposure.podSelector),
    namespaceLabels: unreadableLabels(t, exposure.from.namespaceLabels ?? []),
    podLabels: unreadableLabels(t, exposure.from.podLabels ?? []),
    ports:
      port === undefined
        ? undefined
        : t('form.ports.unreadable', { entry: String(port) }),
  };
}

/** Everything that is wrong with a value, one message an input. Empty when it can be applied. */
export function findProblems(
  t: Words,
  value: SharedServiceExposureValue | undefined,
): FieldProblems {
  const problems: FieldProblems = {};
  if (!value?.entityRef) {
    problems.entityRef = t('form.service.required');
  }
  if (!value?.exposure) {
    return problems;
  }
  const unreadable = unreadableEntries(t, value.exposure);
  for (const [field, message] of Object.entries(unreadable)) {
    if (message) {
      Object.assign(problems, { [field]: message });
    }
  }
  const parsed = parseExposureDraft(value.exposure);
  for (const { path, message } of parsed.ok ? [] : parsed.problems) {
    const field = fieldOf(path);
    if (field && !problems[field]) {
      problems[field] =
        field === 'reason' && !value.exposure.reason.trim()
          ? t('form.purpose.reasonRequired')
          : message;
    }
  }
  return problems;
}
