import { networkPolicyAnnotations } from '../exposures/annotations';
import { isOfPortal } from '../exposures/policyOwner';
import { compareWidths, exposureWidth } from '../exposures/width';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { Exposure } from '../schema/openapi';

function governance({ annotations }: NetworkPolicy) {
  const found: Partial<Record<keyof typeof networkPolicyAnnotations, string>> =
    {};
  for (const field of [
    'owner',
    'reason',
    'reviewBy',
    'requestedBy',
    'ticket',
  ] as const) {
    const value = annotations[networkPolicyAnnotations[field]];
    if (value) {
      found[field] = value;
    }
  }
  return found;
}

/** Every rule of these policies that admits more than the policy's own namespace, widest first. */
export function listExposures(policies: readonly NetworkPolicy[]): Exposure[] {
  return policies
    .flatMap(policy =>
      policy.ingress.flatMap((rule, index): Exposure[] => {
        const width = exposureWidth(policy, rule);
        if (!width) {
          return [];
        }
        const { namespace, name } = policy;
        return [
          {
            policy: { namespace, name, rule: index },
            width,
            managed: isOfPortal(policy),
            ...governance(policy),
          },
        ];
      }),
    )
    .sort(
      (one, other) =>
        compareWidths(one.width, other.width) ||
        one.policy.name.localeCompare(other.policy.name),
    );
}
