import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../../hooks/useWords';

const shownAtFirst = 3;

const useStyles = makeStyles(theme => ({
  list: {
    margin: theme.spacing(1, 0),
    padding: 0,
    listStyle: 'none',
    overflowWrap: 'anywhere',
  },
}));

/** What was not evaluated and could change what is said here, one sentence each. */
export function PartialReasons({ reasons }: { reasons: readonly string[] }) {
  const t = useWords();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  if (reasons.length === 0) {
    return null;
  }
  const shown = all ? reasons : reasons.slice(0, shownAtFirst);
  const more = reasons.length - shown.length;
  return (
    <>
      <ul className={classes.list} aria-label={t('card.partial.label')}>
        {shown.map(reason => (
          <Typography key={reason} component="li" variant="body2">
            {t('card.partial.reason', { reason })}
          </Typography>
        ))}
      </ul>
      {more > 0 && (
        <Button size="small" color="primary" onClick={() => setAll(true)}>
          {t('card.partial.more', { count: more })}
        </Button>
      )}
    </>
  );
}
