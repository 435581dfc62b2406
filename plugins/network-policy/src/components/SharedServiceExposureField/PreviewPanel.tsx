import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import type { useExposurePreview } from '../../hooks/useExposurePreview';
import { useWords } from '../../hooks/useWords';
import { BeforeAfter } from './BeforeAfter';

const useStyles = makeStyles(theme => ({
  panel: { marginBottom: theme.spacing(2) },
  progress: { margin: theme.spacing(1, 0) },
}));

/** Who can connect before and after, live, or why that is not known. */
export function PreviewPanel(props: {
  answer: ReturnType<typeof useExposurePreview>;
  serviceChosen: boolean;
}) {
  const { answer, serviceChosen } = props;
  const t = useWords();
  const classes = useStyles();

  const content = () => {
    if (answer.loading) {
      return (
        <>
          <Typography variant="body2" color="textSecondary">
            {t('form.preview.loading')}
          </Typography>
          <LinearProgress
            className={classes.progress}
            aria-label={t('form.preview.loading')}
          />
        </>
      );
    }
    if (answer.error) {
      return (
        <Alert severity="warning">
          {t('form.preview.failed', { message: answer.error.message })}{' '}
          {t('form.preview.failedHint')}
        </Alert>
      );
    }
    if (answer.preview) {
      return <BeforeAfter preview={answer.preview} />;
    }
    return (
      <Typography variant="body2" color="textSecondary">
        {t(
          serviceChosen
            ? 'form.preview.fixFields'
            : 'form.preview.chooseService',
        )}
      </Typography>
    );
  };

  return (
    <section
      className={classes.panel}
      aria-label={t('form.preview.label')}
      aria-live="polite"
      aria-busy={answer.loading}
    >
      <Typography variant="subtitle2" component="h4">
        {t('form.preview.heading')}
      </Typography>
      {content()}
    </section>
  );
}
