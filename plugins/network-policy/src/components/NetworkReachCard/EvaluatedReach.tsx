import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import type { EvaluatedTarget } from 'backstage-plugin-network-policy-common';
import type { useProbeRun } from '../../hooks/useProbeRun';
import { useWords } from '../../hooks/useWords';
import { attentionItems } from './attention';
import { AttentionList } from './AttentionList';
import { Headline } from './Headline';
import { LatestProbes } from './LatestProbes';
import { ProbeProgress } from './ProbeProgress';
import { NextStep } from './NextStep';
import { PartialReasons } from './PartialReasons';
import { isSubject } from './reasons';
import { ReachMap } from './ReachMap';

const useStyles = makeStyles(theme => ({
  note: { margin: theme.spacing(1, 0) },
}));

/** The alarm: somebody connected where the policies say nobody can. */
function NotEnforced({ target }: { target: EvaluatedTarget }) {
  const t = useWords();
  const classes = useStyles();
  const namespaces = attentionItems(target.namespaces)
    .filter(item => item.kind === 'open-though-denied')
    .map(item => item.row.namespace);
  if (namespaces.length === 0) {
    return null;
  }
  return (
    <Alert severity="error" className={classes.note}>
      <b>{t('card.declared.title')}</b>{' '}
      {t('card.declared.body', { namespaces: namespaces.join(', ') })}
    </Alert>
  );
}

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
  return (
    <>
      {probing.running && !probing.followError && (
        <ProbeProgress run={probing.run} />
      )}
      {probing.followError && (
        <Alert
          severity="warning"
          className={classes.note}
          action={
            <Button
              size="small"
              color="inherit"
              onClick={() => probing.followAgain()}
            >
              {t('card.tryAgain')}
            </Button>
          }
        >
          {t('card.probing.followFailed', {
            message: probing.followError.message,
          })}
        </Alert>
      )}
      {target.probing?.state === 'interrupted' && !probing.running && (
        <Alert severity="warning" className={classes.note}>
          {t('card.probing.interrupted')}
        </Alert>
      )}
      <NotEnforced target={target} />
      <Headline target={target} />
      <PartialReasons reasons={target.partial} />
      <ReachMap rows={target.namespaces} />
      <AttentionList rows={target.namespaces} entityName={entityName} />
      <LatestProbes rows={target.namespaces} />
      {isSubject(target) && (
        <div>
          <NextStep entityRef={entityRef} headline={target.headline} />
        </div>
      )}
    </>
  );
}
