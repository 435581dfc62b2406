import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { networkPolicyTranslationRef } from '../translation';

/** Turns a message key and its values into words of the person's language. */
export type Words = ReturnType<
  typeof useTranslationRef<typeof networkPolicyTranslationRef.T>
>['t'];

/** The plugin's words, translated. */
export function useWords(): Words {
  return useTranslationRef(networkPolicyTranslationRef).t;
}
