import {
  ExposureWarning,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { ClusterHealth } from '../state/clusterHealth';
import { describeAdopted, PolicyClaim } from './policyClaim';

/** How many namespaces a warning names before it only counts them. */
const NAMED_NAMESPACES = 5;

/** How much of what was not evaluated it says. */
const NAMED_REASONS = 3;

/**
 * What a person should know before they apply a draft.
 */
export function previewWarnings(preview: {
  before: TargetReach;
  after: TargetReach;
  gains: readonly string[];
  loses: readonly string[];
  entityRef: string;
  /** Whose the policy of that name is; undefined where there is none, or the caller is not shown it. */
  claim: PolicyClaim | undefined;
  /** How well the cluster is known by which this is judged. */
  known: { asOf: string; health: ClusterHealth };
}): ExposureWarning[] {
  const { before, after, gains, loses, entityRef, claim, known } = preview;
  const warnings = new Array<ExposureWarning>();
  const warn = (code: ExposureWarning['code'], message: string) =>
    warnings.push({ code, message });

  if (known.health.state === 'stale') {
    warn(
      'stale',
      `This is judged by what was known at ${known.asOf}, and may be different by now. ${known.health.because}.`,
    );
  }
  if (claim) {
    warn(...existsWarning(entityRef, claim));
  }
  if (before.isolatedBy.length === 0) {
    const who =
      before.headline === 'not-isolated'
        ? 'everybody can connect, sources outside the cluster too'
        : 'everybody can connect whom no cluster-wide policy denies, sources outside the cluster too';
    warn(
      'starts-isolating',
      `No NetworkPolicy selects these pods today, so ${who}. This policy starts to isolate them: everybody whom it does not name loses access.`,
    );
  } else if (
    gains.length === 0 &&
    loses.length === 0 &&
    before.outside === after.outside
  ) {
    warn(
      'changes-nothing',
      'Nobody gains or loses access: other policies decide who can connect, with this one as without it.',
    );
  }
  const egressBlocked = after.namespaces
    .filter(
      ({ reach, ingress, egress }) =>
        reach === 'none' && ingress.allowed && !egress.allowed,
    )
    .map(({ namespace }) => namespace);
  if (egressBlocked.length > 0) {
    warn(
      'egress-still-blocks',
      `Their own egress is still denied: ${list(egressBlocked)}.`,
    );
  }
  const system = after.namespaces
    .filter(row => row.system && gains.includes(row.namespace))
    .map(({ namespace }) => namespace);
  if (system.length > 0) {
    warn(
      'system-namespaces',
      `System namespaces gain access: ${list(system)}.`,
    );
  }
  if (after.partial.length > 0) {
    warn('partial', `Not everything was evaluated. ${doubts(after.partial)}`);
  }
  return warnings;
}

function existsWarning(
  entityRef: string,
  claim: PolicyClaim,
): [ExposureWarning['code'], string] {
  switch (claim.is) {
    case 'others':
      return [
        'exists-foreign',
        `A policy of this name exists that was not made for ${entityRef}. It cannot be changed from here; choose another name.`,
      ];
    case 'adopted':
      return [
        'exists-foreign',
        `A policy of this name exists: ${describeAdopted(entityRef, claim)}.`,
      ];
    default: {
      const { requestedBy, appliedAt } = claim;
      const who = requestedBy ? ` by ${requestedBy}` : '';
      const when = appliedAt ? ` at ${appliedAt}` : '';
      return [
        'exists-managed',
        `A policy of this name was applied from this portal${who}${when}.`,
      ];
    }
  }
}

function list(namespaces: readonly string[]): string {
  const named = namespaces.slice(0, NAMED_NAMESPACES).join(', ');
  const more = namespaces.length - NAMED_NAMESPACES;
  return more > 0 ? `${named} and ${more} more` : named;
}

function doubts(sentences: readonly string[]): string {
  const named = sentences.slice(0, NAMED_REASONS).join(' ');
  const more = sentences.length - NAMED_REASONS;
  return more > 0 ? `${named} (And ${more} more.)` : named;
}
