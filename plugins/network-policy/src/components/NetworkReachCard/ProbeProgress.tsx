import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { ProbeRun } from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  progress: { margin: theme.spacing(1, 0) },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 1),
  },
}));

/** How far the running probe run is, and a way to cancel it. Without numbers until its first answer is here. */
export function ProbeProgress(props: {
  run: ProbeRun | undefined;
  cancelling: boolean;
  cancelError: Error | null;
  /** Absent where the person cannot cancel it. */
  onCancel?: () => void;
}) {
  const { run, cancelling, cancelError, onCancel } = props;
  const t = useWords();
  const classes = useStyles();
  const total = run?.attempts.length ?? 0;
  const done =
    run?.attempts.filter(({ state }) => state === 'done').length ?? 0;
  const text = t('card.probing.running', { count: total, done: String(done) });
  return (
    <div className={classes.progress}>
      <div className={classes.row}>
        {run && (
          <Typography variant="body2" role="status">
            {text}
          </Typography>
        )}
        {onCancel && (
          <Button size="small" disabled={cancelling} onClick={onCancel}>
            {t('card.probing.cancelRun')}
          </Button>
        )}
      </div>
      <LinearProgress
        aria-label={text}
        variant={run ? 'determinate' : 'indeterminate'}
        value={total === 0 ? 0 : (100 * done) / total}
      />
      {cancelError && (
        <Alert severity="error">
          {t('card.probing.cancelFailed', { message: cancelError.message })}
        </Alert>
      )}
    </div>
  );
}
