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
  const because = preview
    ? preview.applyRefused
    : listed?.readOnly &&
      (listed.readOnlyBecause ??
        t('form.delivery.readOnly', { cluster: listed.title }));
  // A file of that name would take the other policy's place wherever it is merged.
  const isTaken = preview?.warnings.some(
    ({ code }) => code === 'exists-foreign',
  );
  if (because) {
    return (
      <Alert severity="warning" role="status" className={classes.note}>
        <b>{t('form.delivery.fileOnly')}</b> {asSentence(because)}{' '}
        {t(isTaken ? 'form.delivery.refused' : 'form.delivery.useFile')}
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
