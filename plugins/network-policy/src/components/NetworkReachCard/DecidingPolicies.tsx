import Typography from '@material-ui/core/Typography';
import type {
  ClusterDenial,
  EvaluatedTarget,
  Exposure,
} from 'backstage-plugin-network-policy-common';
import { useNow } from '../../hooks/useNow';
import { useWords, Words } from '../../hooks/useWords';
import { describePolicies, describePolicy } from './reasons';
import { describeDate, describeOwner } from './wording';

function describeExposure(t: Words, exposure: Exposure, now: Date) {
  const { policy, width, reason, owner, reviewBy } = exposure;
  const parts: string[] = [
    t('card.byWidth', {
      policy: policy.name,
      width: t(`card.width.${width}`),
    }),
  ];
  if (reason) {
    parts.push(t('card.reason', { reason }));
  }
  if (owner) {
    parts.push(t('card.ownedBy', { owner: describeOwner(owner) }));
  }
  if (reviewBy) {
    const overdue = reviewBy < now.toISOString().slice(0, 10);
    const date = describeDate(reviewBy);
    parts.push(t(overdue ? 'card.reviewOverdue' : 'card.reviewBy', { date }));
  }
  return parts.join(' · ');
}

function describeDenial(t: Words, { reason, namespaces }: ClusterDenial) {
  const values = { count: namespaces, policy: describePolicy(reason) };
  return reason.tier === 'Admin'
    ? t('card.deniedByAdmin', values)
    : t('card.deniedByBaseline', values);
}

function describeOpeners(t: Words, target: EvaluatedTarget, now: Date) {
  const isolating = describePolicies(target.isolatedBy);
  if (!target.subject) {
    return [t('card.notSubjectHint')];
  }
  if (target.headline === 'not-isolated') {
    return [
      isolating
        ? t('card.partlyIsolatedHint', { policies: isolating })
        : t('card.notIsolatedHint'),
    ];
  }
  if (target.exposures.length > 0) {
    return target.exposures.map(exposure => describeExposure(t, exposure, now));
  }
  return isolating ? [t('card.by', { policy: isolating })] : [];
}

function describeDeciders(t: Words, target: EvaluatedTarget, now: Date) {
  return [
    ...describeOpeners(t, target, now),
    ...target.denials.map(denial => describeDenial(t, denial)),
  ];
}

/** Which policies made it so, with what is known about why and until when. */
export function DecidingPolicies({ target }: { target: EvaluatedTarget }) {
  const t = useWords();
  const now = useNow(60_000);
  return (
    <>
      {describeDeciders(t, target, now).map(line => (
        <Typography key={line} variant="body2" color="textSecondary">
          {line}
        </Typography>
      ))}
    </>
  );
}
