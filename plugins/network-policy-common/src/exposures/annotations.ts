import { Labels } from '../kubernetes/labels';

/**
 * Annotations of a policy that say who opened a service, why and until when. They live on the policy, so they survive
 * the portal's database.
 *
 * @public
 */
export const networkPolicyAnnotations = {
  /** Reference of the entity that the policy was made for. Only the owners of that entity replace or revoke it. */
  entity: 'network-policy.backstage.io/entity',
  /** Entity reference of the owner. */
  owner: 'network-policy.backstage.io/owner',
  reason: 'network-policy.backstage.io/reason',
  /** Date, YYYY-MM-DD. */
  reviewBy: 'network-policy.backstage.io/review-by',
  /** Entity reference of the user who asked. */
  requestedBy: 'network-policy.backstage.io/requested-by',
  ticket: 'network-policy.backstage.io/ticket',
} as const;

/**
 * The annotation by which a Namespace consents: references of the entities that own it, separated by commas. Services
 * of these owners may be shared from it and probed from it, where the configuration trusts this annotation.
 *
 * @example `network-policy.backstage.io/owners: group:default/web-team, group:default/payments`
 * @public
 */
export const namespaceOwnersAnnotation = 'network-policy.backstage.io/owners';

/**
 * The standard label that names the tool which manages an object.
 *
 * @public
 */
export const managedByLabel = 'app.kubernetes.io/managed-by';

/**
 * The value of {@link managedByLabel} on what this portal may change.
 *
 * @public
 */
export const managedByValue = 'backstage';

/**
 * The field manager with which this portal applies objects.
 *
 * @public
 */
export const fieldManager = 'backstage-network-policy';

/**
 * Whether an object with these labels is one that this portal may change.
 *
 * @public
 */
export function isManaged(labels: Labels): boolean {
  return labels[managedByLabel] === managedByValue;
}

/**
 * Who opened a service, why and until when, as far as a policy says so.
 *
 * @public
 */
export type Governance = Partial<
  Record<keyof typeof networkPolicyAnnotations, string>
>;

const governanceFields = [
  'entity',
  'owner',
  'reason',
  'reviewBy',
  'requestedBy',
  'ticket',
] as const;

/** Reads the annotations of a policy; an empty one counts as absent. */
export function governanceOf(
  annotations: Readonly<Record<string, string>>,
): Governance {
  const found: Governance = {};
  for (const field of governanceFields) {
    const value = annotations[networkPolicyAnnotations[field]];
    if (value) {
      found[field] = value;
    }
  }
  return found;
}
