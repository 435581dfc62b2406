import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import Alert from '@material-ui/lab/Alert';
import type { NamespaceReach } from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';

/** As many as the API takes in one run. */
const mostSources = 50;

/** The own namespace, and one other where people work: the two that tell the most. */
export function usualSources(rows: readonly NamespaceReach[]): string[] {
  const own = rows.find(row => row.own);
  const others = rows.filter(row => !row.own && !row.system);
  const other = others.find(row => row.pods.total > 0) ?? others[0];
  return [own, other].flatMap(row => (row ? [row.namespace] : []));
}

/** Asks from which namespaces to probe. */
export function ProbeDialog(props: {
  entityName: string;
  rows: readonly NamespaceReach[];
  starting: boolean;
  error: Error | null;
  onStart: (from: string[]) => void;
  onClose: () => void;
}) {
  const { entityName, rows, starting, error, onStart, onClose } = props;
  const t = useWords();
  const [from, setFrom] = useState(() => usualSources(rows));
  let problem: string | undefined;
  if (from.length === 0) {
    problem = t('card.probing.choose');
  } else if (from.length > mostSources) {
    problem = t('card.probing.tooMany', { max: String(mostSources) });
  }
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby="network-reach-probe"
    >
      <DialogTitle id="network-reach-probe">
        {t('card.probing.title', { entity: entityName })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>
          {t('card.probing.explain', { entity: entityName })}
        </DialogContentText>
        <Autocomplete
          multiple
          disableCloseOnSelect
          filterSelectedOptions
          options={rows.map(row => row.namespace)}
          value={from}
          onChange={(_, chosen) => setFrom(chosen)}
          renderInput={params => (
            <TextField
              {...params}
              variant="outlined"
              label={t('card.probing.from')}
              error={Boolean(problem)}
              helperText={problem}
            />
          )}
        />
        {error && (
          <Alert severity="error">
            {t('card.probing.failed', { message: error.message })}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('card.probing.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={starting || Boolean(problem)}
          onClick={() => onStart(from)}
        >
          {t('card.probing.start', { count: from.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
