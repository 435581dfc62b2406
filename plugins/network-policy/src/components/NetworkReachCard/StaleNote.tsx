import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import type { ReachTarget } from 'backstage-plugin-network-policy-common';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { isStale } from './freshness';
import { describeAgo } from './wording';

const useStyles = makeStyles(theme => ({
  note: { marginBottom: theme.spacing(1), overflowWrap: 'anywhere' },
}));

/** Says that the card shows an older state, and why. Shows nothing where the state is current. */
export function StaleNote({
  target,
}: {
  target: Pick<ReachTarget, 'asOf' | 'health'>;
}) {
  const t = useWords();
  const classes = useStyles();
  const now = useNow();
  const { asOf, health } = target;
  if (!health || !isStale(health)) {
    return null;
  }
  const ago = describeAgo(t, asOf, now);
  return (
    // Not an alert, because it stays for as long as the cluster does not answer.
    <Alert severity="warning" role="status" className={classes.note}>
      {health.because
        ? t('card.health.staleBecause', { ago, because: health.because })
        : t('card.health.stale', { ago })}
    </Alert>
  );
}
