import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  buildNetworkPolicy,
  ExposureDraft,
  manifestFileName,
  stringifyManifest,
} from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  code: {
    margin: theme.spacing(0.5, 0, 0),
    padding: theme.spacing(1.25, 1.5),
    // Long lines wrap: what scrolls could not be reached with the keyboard.
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.default,
    color: theme.palette.text.primary,
    fontSize: 13,
    lineHeight: 1.5,
  },
}));

/** The policy as a file. It is made here in the browser, so it is there even when no cluster answers. */
export function ManifestPanel({ draft }: { draft: ExposureDraft | undefined }) {
  const t = useWords();
  const classes = useStyles();
  return (
    <section aria-label={t('form.manifest.label')}>
      <Typography variant="subtitle2" component="h4">
        {draft ? manifestFileName(draft) : t('form.manifest.fileName')}
      </Typography>
      {draft ? (
        <pre className={classes.code}>
          {stringifyManifest(buildNetworkPolicy(draft))}
        </pre>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {t('form.manifest.fixFields')}
        </Typography>
      )}
    </section>
  );
}
