import { useEffect, useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import Alert from '@material-ui/lab/Alert';
import type { EvaluatedTarget } from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';
import { SourcesInput } from './SourcesInput';
import { useSourceOptions } from './useSourceOptions';
import { usualSources } from './usualSources';

/** As many as the API takes in one run. */
const mostSources = 50;

/** Asks from which namespaces to probe. */
export function ProbeDialog(props: {
  entityRef: string;
  entityName: string;
  target: EvaluatedTarget;
  starting: boolean;
  error: Error | null;
  onStart: (from: string[]) => void;
  onClose: () => void;
}) {
  const { entityRef, entityName, target } = props;
  const { starting, error, onStart, onClose } = props;
  const t = useWords();
  const options = useSourceOptions(entityRef, target);
  const { first } = options;
  const [chosen, setChosen] = useState<string[]>();
  // Once and for all: what changes in the cluster must not take away what somebody is choosing or typing.
  useEffect(() => {
    if (first.state !== 'loading') {
      const rows = first.state === 'loaded' ? first.rows : [];
      setChosen(before => before ?? usualSources(target.namespace, rows));
    }
  }, [first, target.namespace]);
  const from = useMemo(
    () => chosen ?? usualSources(target.namespace, []),
    [chosen, target.namespace],
  );
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
        <SourcesInput
          from={from}
          options={options}
          problem={problem}
          onChange={setChosen}
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
