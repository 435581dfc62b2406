import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  EvaluatedTarget,
  networkPolicyProbeRunPermission,
} from 'backstage-plugin-network-policy-common';
import type { useProbeRun } from '../../hooks/useProbeRun';
import { useWords } from '../../hooks/useWords';
import { ProbeDialog } from './ProbeDialog';

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
  const [asking, setAsking] = useState(false);
  const { allowed, loading } = usePermission({
    permission: networkPolicyProbeRunPermission,
    resourceRef: entityRef,
  });
  const button = (
    <Button
      size="small"
      color="primary"
      variant="outlined"
      disabled={!allowed || probing.running}
      onClick={() => {
        start.reset();
        setAsking(true);
      }}
    >
      {t('card.probing.now')}
    </Button>
  );
  if (!allowed && !loading) {
    // A disabled button takes no focus and no pointer, so what is around it carries the reason.
    return (
      <Tooltip title={t('card.probing.notPermitted')}>
        <span tabIndex={0} role="note">
          {button}
        </span>
      </Tooltip>
    );
  }
  return (
    <>
      {button}
      {asking && (
        <ProbeDialog
          entityName={entityName}
          rows={target.namespaces}
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
