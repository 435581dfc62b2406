import Typography from '@material-ui/core/Typography';
import LockOpenOutlined from '@material-ui/icons/LockOpenOutlined';
import LockOutlined from '@material-ui/icons/LockOutlined';
import type { EvaluatedTarget } from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';
import { DecidingPolicies } from './DecidingPolicies';
import { Notice } from './Notice';
import { describeHeadline, describePorts } from './wording';

/** The sentence that is read in three seconds, the counts, and the policies that decided. */
export function Headline({ target }: { target: EvaluatedTarget }) {
  const t = useWords();
  const rows = target.namespaces;
  const allowed = rows.filter(row => row.reach !== 'none');
  const onlyOwn = allowed.length > 0 && allowed.every(row => row.own);
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
        {t(onlyOwn ? 'card.canConnectOwn' : 'card.canConnect')}
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
