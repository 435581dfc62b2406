import { createConditionExports } from '@backstage/plugin-permission-node';
import { exposureResourceRef, exposureRules } from './exposureRules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: exposureResourceRef,
  rules: exposureRules,
});

/**
 * Conditions for a permission policy about exposures: `inCluster`, `inNamespace`, `hasWidth` and `isOwner`.
 *
 * @public
 */
export const networkPolicyExposureConditions = conditions;

/**
 * Makes a conditional decision of {@link networkPolicyExposureConditions}, for a permission policy.
 *
 * @example
 *
 * ```
 * if (isResourcePermission(permission, 'network-policy-exposure')) {
 *   return createNetworkPolicyExposureConditionalDecision(permission, {
 *     allOf: [
 *       networkPolicyExposureConditions.isOwner({ claims }),
 *       { not: networkPolicyExposureConditions.inCluster({ clusters: ['production'] }) },
 *     ],
 *   });
 * }
 * ```
 *
 * @public
 */
export const createNetworkPolicyExposureConditionalDecision =
  createConditionalDecision;
