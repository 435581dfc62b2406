import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import type { ApiHolder } from '@backstage/core-plugin-api';
import { networkPolicyTranslationRef } from '../../translation';
import { FieldName, findProblems } from './problems';
import type { SharedServiceExposureValue } from './schema';

const fieldNames: readonly Exclude<FieldName, 'entityRef'>[] = [
  'cluster',
  'namespace',
  'podSelector',
  'namespaceLabels',
  'podLabels',
  'ports',
  'name',
  'reason',
  'reviewBy',
  'ticket',
];

/** Keeps the person at this step while something is wrong, and says what. */
export function validateSharedServiceExposure(
  value: SharedServiceExposureValue,
  field: { addError(message: string): void },
  context: { apiHolder: ApiHolder },
): void {
  const translation = context.apiHolder
    .get(translationApiRef)
    ?.getTranslation(networkPolicyTranslationRef);
  if (!translation?.ready) {
    throw new Error('The words of this form are not loaded yet; try again');
  }
  const { t } = translation;
  if (value.entityRef && !value.exposure) {
    field.addError(t('form.service.stillReading'));
  }
  const problems = findProblems(t, value);
  if (problems.entityRef) {
    field.addError(problems.entityRef);
  }
  for (const name of fieldNames) {
    const message = problems[name];
    if (message) {
      field.addError(`${t(`form.field.${name}`)}: ${message}`);
    }
  }
}
