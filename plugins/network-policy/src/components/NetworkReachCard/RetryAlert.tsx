import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  alert: { margin: theme.spacing(1, 0), overflowWrap: 'anywhere' },
}));

/** A part of the card that could not be read, while the rest stands. */
export function RetryAlert(props: { message: string; onRetry: () => void }) {
  const { message, onRetry } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <Alert
      severity="warning"
      className={classes.alert}
      action={
        <Button size="small" color="inherit" onClick={onRetry}>
          {t('card.tryAgain')}
        </Button>
      }
    >
      {message}
    </Alert>
  );
}
