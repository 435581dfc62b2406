import { useId, useState } from 'react';
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

/** A button that does nothing and says why: on hover, focus or tap, and to a screen reader. */
function RefusedButton({ reason }: { reason: string }) {
  const t = useWords();
  const classes = useStyles();
  const reasonId = useId();
  return (
    <>
      <Tooltip title={reason} enterTouchDelay={0} leaveTouchDelay={5_000}>
        <Button
          size="small"
          variant="outlined"
          // Not `disabled`: a disabled button takes no focus, so nobody could read the reason with the keyboard.
          aria-disabled
          aria-describedby={reasonId}
          disableRipple
          className={classNames(classes.button, classes.refused)}
        >
          {t('card.probing.now')}
        </Button>
      </Tooltip>
      <span id={reasonId} hidden>
        {reason}
      </span>
    </>
  );
}

/** "Probe now". Where no probe can be started, the button says why. */
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
  // The place comes first: a permission would not help there.
  const refused =
    target.probesOff ??
    (!allowed && !loading ? t('card.probing.notPermitted') : undefined);
  if (refused !== undefined) {
    return <RefusedButton reason={refused} />;
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
