import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EvaluatedTarget,
  NamespaceQuery,
} from 'backstage-plugin-network-policy-common';
import { useNamespaces } from '../../hooks/useNamespaces';
import { useWords } from '../../hooks/useWords';
import { NamespacesProblem } from './NamespacesProblem';

const shownAtFirst = 3;

/** A page says more of them than the numbers do, however few namespaces are on it. */
const onlyWithReasons: NamespaceQuery = { sort: 'namespace', limit: 1 };

const useStyles = makeStyles(theme => ({
  list: {
    margin: theme.spacing(1, 0),
    padding: 0,
    listStyle: 'none',
    overflowWrap: 'anywhere',
  },
}));

/** What was not evaluated and could change what is said here, one sentence each. */
export function PartialReasons(props: {
  entityRef: string;
  target: EvaluatedTarget;
}) {
  const { entityRef, target } = props;
  const { namesShown, partial } = target;
  const t = useWords();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const page = useNamespaces({
    entityRef,
    target,
    query: onlyWithReasons,
    enabled: all && partial.total > partial.sentences.length,
  });
  if (partial.total === 0) {
    return null;
  }
  const { total, sentences } = page.state === 'loaded' ? page.partial : partial;
  const shown = all ? sentences : sentences.slice(0, shownAtFirst);
  const more = total - shown.length;
  const settled = page.state === 'loaded' || page.state === 'not-asked';
  return (
    <>
      <ul className={classes.list} aria-label={t('card.partial.label')}>
        {shown.map(reason => (
          <Typography key={reason} component="li" variant="body2">
            {t('card.partial.reason', { reason })}
          </Typography>
        ))}
        {!namesShown && (
          <Typography component="li" variant="body2">
            {t('card.partial.counted', { count: total })}
          </Typography>
        )}
        {namesShown && all && settled && more > 0 && (
          <Typography component="li" variant="body2" color="textSecondary">
            {t('card.partial.notListed', { count: more })}
          </Typography>
        )}
      </ul>
      <NamespacesProblem namespaces={page} />
      {namesShown && more > 0 && !all && (
        <Button size="small" color="primary" onClick={() => setAll(true)}>
          {t('card.partial.more', { count: more })}
        </Button>
      )}
    </>
  );
}
