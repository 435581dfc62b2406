import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  EvaluatedTarget,
  networkPolicyProbeRunPermission,
} from 'backstage-plugin-network-policy-common';
import type { useProbeRun } from '../../hooks/useProbeRun';
import { useWords } from '../../hooks/useWords';
import { AttentionList } from './AttentionList';
import { Headline } from './Headline';
import { LatestProbes } from './LatestProbes';
import { NextStep } from './NextStep';
import { NotEnforced } from './NotEnforced';
import { PartialReasons } from './PartialReasons';
import { ProbeProgress } from './ProbeProgress';
import { ReachMap } from './ReachMap';
import { RetryAlert } from './RetryAlert';

const useStyles = makeStyles(theme => ({
  note: { margin: theme.spacing(1, 0) },
}));

/** The reach of one target: words and counts, then the map, then what needs attention. */
export function EvaluatedReach(props: {
  target: EvaluatedTarget;
  entityRef: string;
  entityName: string;
  probing: ReturnType<typeof useProbeRun>;
}) {
  const { target, entityRef, entityName, probing } = props;
  const t = useWords();
  const classes = useStyles();
  const { allowed: mayProbe } = usePermission({
    permission: networkPolicyProbeRunPermission,
    resourceRef: entityRef,
  });
  const state = target.probing?.state;
  const ended =
    state === 'interrupted' || state === 'cancelled' ? state : undefined;
  return (
    <>
      {probing.running && !probing.followError && (
        <ProbeProgress
          run={probing.run}
          cancelling={probing.cancel.isPending}
          cancelError={probing.cancel.error}
          onCancel={mayProbe ? () => probing.cancel.mutate() : undefined}
        />
      )}
      {probing.followError && (
        <RetryAlert
          message={t('card.probing.followFailed', {
            message: probing.followError.message,
          })}
          onRetry={() => probing.followAgain()}
        />
      )}
      {ended && !probing.running && (
        <Alert
          severity={ended === 'cancelled' ? 'info' : 'warning'}
          role="status"
          className={classes.note}
        >
          {t(`card.probing.${ended}`)}
        </Alert>
      )}
      <NotEnforced target={target} />
      <Headline target={target} />
      <PartialReasons entityRef={entityRef} target={target} />
      <ReachMap entityRef={entityRef} target={target} />
      <AttentionList
        entityRef={entityRef}
        entityName={entityName}
        target={target}
      />
      <LatestProbes entityRef={entityRef} target={target} />
      {target.subject && (
        <div>
          <NextStep entityRef={entityRef} target={target} />
        </div>
      )}
    </>
  );
}
