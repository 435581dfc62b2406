import { PropsWithChildren } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1.25),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
  },
  mark: { flex: 'none', width: 16, textAlign: 'center' },
  bad: { color: theme.palette.error.main },
  good: { color: theme.palette.success.main },
  plain: { color: theme.palette.text.secondary },
  text: { minWidth: 0 },
}));

const marks = { bad: '✕', good: '✓', plain: '→' };

/** One line of the card's list: a mark, a sentence, and a second sentence in grey. */
export function AttentionRow(
  props: PropsWithChildren<{ tone: keyof typeof marks; hint?: string }>,
) {
  const { tone, hint, children } = props;
  const classes = useStyles();
  return (
    <li className={classes.row}>
      <span aria-hidden className={classNames(classes.mark, classes[tone])}>
        {marks[tone]}
      </span>
      <div className={classes.text}>
        <Typography variant="body2">{children}</Typography>
        {hint && (
          <Typography variant="body2" color="textSecondary">
            {hint}
          </Typography>
        )}
      </div>
    </li>
  );
}
