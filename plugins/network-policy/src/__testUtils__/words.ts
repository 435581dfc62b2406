import { mockApis } from '@backstage/frontend-test-utils';
import type { Words } from '../hooks/useWords';
import { networkPolicyTranslationRef } from '../translation';

/** The words of the plugin, outside of any component. */
export function englishWords(): Words {
  const translation = mockApis
    .translation()
    .getTranslation(networkPolicyTranslationRef);
  if (!translation.ready) {
    throw new Error('The words are not loaded');
  }
  return translation.t;
}
