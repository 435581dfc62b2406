import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import type { EvaluatedTarget } from 'backstage-plugin-network-policy-common';
import { useWords, Words } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  alert: { margin: theme.spacing(1, 0) },
}));

/** "a, b", "a, b and 3 more namespaces", "3 namespaces" where none may be named. */
function describeNamespaces(t: Words, target: EvaluatedTarget) {
  const names = target.attention.namespaces
    .filter(({ probe }) => probe?.agreement === 'open-though-denied')
    .map(({ namespace }) => namespace);
  const { openThoughDenied } = target.probes;
  if (names.length === 0) {
    return t('card.declared.counted', { count: openThoughDenied });
  }
  const listed = names.join(', ');
  const count = openThoughDenied - names.length;
  return count > 0
    ? t('card.declared.andMore', { names: listed, count })
    : listed;
}

/** The alarm: a probe connected although the policies deny it. */
export function NotEnforced({ target }: { target: EvaluatedTarget }) {
  const t = useWords();
  const classes = useStyles();
  if (target.probes.openThoughDenied === 0) {
    return null;
  }
  return (
    <Alert severity="error" className={classes.alert}>
      <b>{t('card.declared.title')}</b>{' '}
      {t('card.declared.body', { namespaces: describeNamespaces(t, target) })}
    </Alert>
  );
}
