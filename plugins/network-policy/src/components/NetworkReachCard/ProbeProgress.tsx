import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ProbeRun } from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  progress: { margin: theme.spacing(1, 0) },
}));

/** How far the running probe run is. A run whose first answer is still out is shown as running, without numbers. */
export function ProbeProgress({ run }: { run: ProbeRun | undefined }) {
  const t = useWords();
  const classes = useStyles();
  const total = run?.attempts.length ?? 0;
  const done =
    run?.attempts.filter(({ state }) => state === 'done').length ?? 0;
  const text = t('card.probing.running', { count: total, done: String(done) });
  return (
    <div className={classes.progress}>
      {run && (
        <Typography variant="body2" role="status">
          {text}
        </Typography>
      )}
      <LinearProgress
        aria-label={text}
        variant={run ? 'determinate' : 'indeterminate'}
        value={total === 0 ? 0 : (100 * done) / total}
      />
    </div>
  );
}
