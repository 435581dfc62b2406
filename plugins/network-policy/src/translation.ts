import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { cardMessages } from './translation/card';
import { formMessages } from './translation/form';

/**
 * Every word that the plugin shows. Apps override or translate them by this reference.
 *
 * @public
 */
export const networkPolicyTranslationRef = createTranslationRef({
  id: 'network-policy',
  messages: { card: cardMessages, form: formMessages },
});
