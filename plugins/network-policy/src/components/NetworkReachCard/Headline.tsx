import Typography from '@material-ui/core/Typography';
import LockOpenOutlined from '@material-ui/icons/LockOpenOutlined';
import LockOutlined from '@material-ui/icons/LockOutlined';
import type {
  EvaluatedTarget,
  ReachCounts,
} from 'backstage-plugin-network-policy-common';
import { useWords, Words } from '../../hooks/useWords';
import { DecidingPolicies } from './DecidingPolicies';
import { Notice } from './Notice';
import { describeHeadline, describePorts } from './wording';

/** "can connect", and how many of these namespaces only in part: not all of their pods, or not to every pod here. */
function describeConnecting(t: Words, { all, some, others }: ReachCounts) {
  if (some > 0 && all > 0) {
    return t('card.canConnectSomeInPart', { count: some });
  }
  if (all + some > 0 && others === 0) {
    return t(some > 0 ? 'card.canConnectOwnInPart' : 'card.canConnectOwn');
  }
  return t(some > 0 ? 'card.canConnectInPart' : 'card.canConnect');
}

/** The sentence that is read in three seconds, the counts, and the policies that decided. */
export function Headline({ target }: { target: EvaluatedTarget }) {
  const t = useWords();
  const { counts } = target;
  const closed =
    target.headline === 'closed' || target.headline === 'closed-to-others';
  let tone: 'attention' | 'quiet' | 'calm' = closed ? 'quiet' : 'calm';
  if (target.headline === 'not-isolated') {
    tone = 'attention';
  }
  const outside = {
    admitted: t('card.outsideAdmitted'),
    partly: t('card.outsidePartly'),
    'shut-out': undefined,
  }[target.outside];

  return (
    <Notice
      icon={closed ? LockOutlined : LockOpenOutlined}
      tone={tone}
      title={describeHeadline(t, target)}
    >
      <Typography variant="body2">
        <b>
          {t('card.counts', {
            allowed: String(counts.all + counts.some),
            total: String(counts.namespaces),
          })}
        </b>{' '}
        {describeConnecting(t, counts)}
        {outside && (
          <>
            , <b>{outside}</b>
          </>
        )}{' '}
        · <code>{describePorts(t, target.ports)}</code>
      </Typography>
      <DecidingPolicies target={target} />
    </Notice>
  );
}
