import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import {
  ExposurePreview,
  ExposureWarning,
  isSystemNamespace,
} from 'backstage-plugin-network-policy-common';
import { useWords, Words } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  alert: { margin: theme.spacing(1, 0) },
  names: { overflowWrap: 'anywhere' },
  // In line with the sentence that it ends.
  more: { minWidth: 0, padding: 0, verticalAlign: 'baseline' },
}));

const severities: Record<
  ExposureWarning['code'],
  'error' | 'warning' | 'info'
> = {
  'changes-nothing': 'warning',
  'starts-isolating': 'warning',
  'egress-still-blocks': 'warning',
  'system-namespaces': 'info',
  'exists-managed': 'warning',
  'exists-foreign': 'error',
  partial: 'warning',
  stale: 'warning',
};

function outsideNote(t: Words, preview: ExposurePreview) {
  if (preview.outsideAfter !== 'shut-out') {
    return { severity: 'warning', text: t('form.preview.outsideAdmitted') };
  }
  return preview.outsideBefore === 'shut-out'
    ? { severity: 'info', text: t('form.preview.outsideStaysOut') }
    : { severity: 'warning', text: t('form.preview.outsideCutOff') };
}

function Gains({ gains }: { gains: string[] }) {
  const t = useWords();
  const classes = useStyles();
  const namesId = useId();
  const [open, setOpen] = useState(false);
  if (gains.length === 0) {
    return <Typography variant="body2">{t('form.preview.noGain')}</Typography>;
  }
  const gain = t('form.preview.gain', { count: gains.length });
  const system = gains.filter(isSystemNamespace);
  return (
    <>
      <Typography variant="body2" className={classes.names}>
        {system.length > 0
          ? t('form.preview.amongThem', {
              gain,
              system: <b>{system.join(', ')}</b>,
            })
          : gain}{' '}
        <Button
          size="small"
          color="primary"
          className={classes.more}
          aria-expanded={open}
          aria-controls={namesId}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'form.preview.showFewer' : 'form.preview.showAll')}
        </Button>
      </Typography>
      <Typography
        id={namesId}
        hidden={!open}
        variant="body2"
        className={classes.names}
      >
        {gains.join(', ')}
      </Typography>
    </>
  );
}

/** How many namespaces can connect before and after, which ones change, and what to know before going on. */
export function BeforeAfter({ preview }: { preview: ExposurePreview }) {
  const t = useWords();
  const classes = useStyles();
  const outside = outsideNote(t, preview);
  const said: Partial<Record<ExposureWarning['code'], boolean>> = {
    // The sentence above names them.
    'system-namespaces': preview.gains.some(isSystemNamespace),
    // The note about delivery says it.
    'exists-foreign': preview.applyRefused !== undefined,
  };
  const warnings = preview.warnings.filter(({ code }) => !said[code]);
  return (
    <>
      <Typography variant="h5" component="p">
        {t('form.preview.change', {
          before: String(preview.before.length),
          after: String(preview.after.length),
        })}
      </Typography>
      <Gains gains={preview.gains} />
      {preview.loses.length > 0 && (
        <Alert severity="warning" className={classes.alert}>
          {t('form.preview.lose', {
            count: preview.loses.length,
            names: preview.loses.join(', '),
          })}
        </Alert>
      )}
      {warnings.map(({ code, message }) => (
        <Alert
          key={`${code} ${message}`}
          severity={severities[code]}
          className={classes.alert}
        >
          {message}
        </Alert>
      ))}
      <Alert
        severity={outside.severity === 'info' ? 'info' : 'warning'}
        className={classes.alert}
      >
        {outside.text}
      </Alert>
    </>
  );
}
