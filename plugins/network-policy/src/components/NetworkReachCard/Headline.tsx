import Typography from '@material-ui/core/Typography';
import LockOpenOutlined from '@material-ui/icons/LockOpenOutlined';
import LockOutlined from '@material-ui/icons/LockOutlined';
import type {
  EvaluatedTarget,
  NamespaceReach,
} from 'backstage-plugin-network-policy-common';
import { useWords, Words } from '../../hooks/useWords';
import { DecidingPolicies } from './DecidingPolicies';
import { Notice } from './Notice';
import { describeHeadline, describePorts } from './wording';

/** "can connect", and how many of these namespaces only in part: not all of their pods, or not to every pod here. */
function describeConnecting(t: Words, allowed: readonly NamespaceReach[]) {
  const inPart = allowed.filter(row => row.reach === 'some').length;
  if (inPart > 0 && inPart < allowed.length) {
    return t('card.canConnectSomeInPart', { count: inPart });
  }
  if (allowed.length > 0 && allowed.every(row => row.own)) {
    return t(inPart > 0 ? 'card.canConnectOwnInPart' : 'card.canConnectOwn');
  }
  return t(inPart > 0 ? 'card.canConnectInPart' : 'card.canConnect');
}

/** The sentence that is read in three seconds, the counts, and the policies that decided. */
export function Headline({ target }: { target: EvaluatedTarget }) {
  const t = useWords();
  const rows = target.namespaces;
  const allowed = rows.filter(row => row.reach !== 'none');
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
            allowed: String(allowed.length),
            total: String(rows.length),
          })}
        </b>{' '}
        {describeConnecting(t, allowed)}
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
