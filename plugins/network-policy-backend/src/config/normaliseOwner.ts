const NAME = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const FULL_REFERENCE = new RegExp(`^[A-Za-z0-9]{1,63}:${NAME}/${NAME}$`);

/**
 * An entity reference as Backstage compares it, in lower case. Undefined when it is not a full one: a reference without
 * a kind or a namespace could mean another entity than its writer meant.
 */
export function normaliseOwner(reference: string): string | undefined {
  return FULL_REFERENCE.test(reference) ? reference.toLowerCase() : undefined;
}
