import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import type { ExposurePreview } from 'backstage-plugin-network-policy-common';
import { useClusters } from '../../hooks/useClusters';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  note: { marginBottom: theme.spacing(2), overflowWrap: 'anywhere' },
}));

/** The backend's clauses may come without a full stop. */
function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/**
 * Says that the policy cannot be applied from here, why, and which way is open. The preview knows best, because it is
 * about this very draft. Before there is a preview, the list of clusters tells which clusters are read only.
 */
export function DeliveryNote(props: {
  /** Name of the chosen cluster. */
  cluster: string;
  preview: ExposurePreview | undefined;
}) {
  const { cluster, preview } = props;
  const t = useWords();
  const classes = useStyles();
  const { clusters, error } = useClusters();
  const listed = clusters?.find(({ name }) => name === cluster);
  // A file of a name that is taken would take the other policy's place wherever it is merged.
  const taken =
    preview?.applyRefused &&
    preview.warnings.find(({ code }) => code === 'exists-foreign')?.message;
  const readOnly =
    listed?.readOnly &&
    (listed.readOnlyBecause ??
      t('form.delivery.readOnly', { cluster: listed.title }));
  const because = preview ? taken ?? preview.applyRefused : readOnly;
  if (because) {
    return (
      <Alert severity="warning" role="status" className={classes.note}>
        <b>{t('form.delivery.fileOnly')}</b> {asSentence(because)}{' '}
        {t(taken ? 'form.delivery.refused' : 'form.delivery.useFile')}
      </Alert>
    );
  }
  if (!error || preview) {
    return null;
  }
  const forbidden = 'statusCode' in error && error.statusCode === 403;
  return (
    <Typography
      variant="body2"
      color="textSecondary"
      className={classes.note}
      role="status"
    >
      {forbidden
        ? t('form.delivery.clustersForbidden')
        : t('form.delivery.clustersFailed', { message: error.message })}
    </Typography>
  );
}
