import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  EvaluatedTarget,
  networkPolicyProbeRunPermission,
} from 'backstage-plugin-network-policy-common';
import type { useProbeRun } from '../../hooks/useProbeRun';
import { useWords } from '../../hooks/useWords';
import { ProbeDialog } from './ProbeDialog';

const useStyles = makeStyles(theme => ({
  button: { whiteSpace: 'nowrap', flex: 'none' },
  refused: { color: theme.palette.text.secondary, cursor: 'not-allowed' },
}));

/** "Probe now". Who may not start probes sees the button, and why it does nothing. */
export function ProbeButton(props: {
  entityRef: string;
  entityName: string;
  target: EvaluatedTarget;
  probing: ReturnType<typeof useProbeRun>;
}) {
  const { entityRef, entityName, target, probing } = props;
  const { start } = probing;
  const t = useWords();
  const classes = useStyles();
  const [asking, setAsking] = useState(false);
  const { allowed, loading } = usePermission({
    permission: networkPolicyProbeRunPermission,
    resourceRef: entityRef,
  });
  if (!allowed && !loading) {
    // Not `disabled`: a disabled button takes no focus, and nobody could read the reason with the keyboard.
    return (
      <Tooltip title={t('card.probing.notPermitted')}>
        <Button
          size="small"
          variant="outlined"
          aria-disabled
          disableRipple
          className={classNames(classes.button, classes.refused)}
        >
          {t('card.probing.now')}
        </Button>
      </Tooltip>
    );
  }
  return (
    <>
      <Button
        size="small"
        color="primary"
        variant="outlined"
        disabled={!allowed || probing.running}
        className={classes.button}
        onClick={() => {
          start.reset();
          setAsking(true);
        }}
      >
        {t('card.probing.now')}
      </Button>
      {asking && (
        <ProbeDialog
          entityRef={entityRef}
          entityName={entityName}
          target={target}
          starting={start.isPending}
          error={start.error}
          onStart={from =>
            start.mutate(from, { onSuccess: () => setAsking(false) })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
