import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import ExpandLess from '@material-ui/icons/ExpandLess';
import ExpandMore from '@material-ui/icons/ExpandMore';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import type {
  EvaluatedTarget,
  NamespaceQuery,
} from 'backstage-plugin-network-policy-common';
import { Namespaces, useNamespaces } from '../../hooks/useNamespaces';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { countProbed, isProbed, ProbedNamespace } from './attention';
import { NamespacesProblem } from './NamespacesProblem';
import { describeAgo } from './wording';

/** So few are shown without a click. */
const openUpTo = 6;

const probedOnes: NamespaceQuery = {
  agreement: [
    'agrees',
    'blocked-though-allowed',
    'open-though-denied',
    'unknown',
  ],
  sort: 'probed',
  limit: 100,
};

const useStyles = makeStyles(theme => ({
  unread: { margin: theme.spacing(1, 0), overflowWrap: 'anywhere' },
  list: {
    maxHeight: 320,
    overflowY: 'auto',
    margin: 0,
    padding: theme.spacing(0, 0, 0, 3),
    overflowWrap: 'anywhere',
  },
}));

function ProbeItem({ row, now }: { row: ProbedNamespace; now: Date }) {
  const t = useWords();
  const { outcome, agreement, agreementReason, detail, at } = row.probe;
  const parts = [
    t('card.latestProbes.item', {
      namespace: row.namespace,
      outcome: t(`card.outcome.${outcome}`),
    }),
    t(`card.agreement.${agreement}`),
    describeAgo(t, at, now),
  ];
  const remarks = [agreementReason, detail].filter(Boolean);
  return (
    <li>
      <Typography variant="body2">{parts.join(' · ')}</Typography>
      {remarks.map(remark => (
        <Typography key={remark} variant="body2" color="textSecondary">
          {remark}
        </Typography>
      ))}
    </li>
  );
}

/** The outcomes themselves, a page of them at a time. */
function ProbeList(props: { namespaces: Namespaces; expected: number }) {
  const { namespaces, expected } = props;
  const t = useWords();
  const classes = useStyles();
  const now = useNow();
  if (namespaces.state !== 'loaded') {
    return namespaces.state === 'failed' ? (
      <NamespacesProblem namespaces={namespaces} />
    ) : (
      <div role="status" aria-label={t('card.latestProbes.loading')}>
        {Array.from({ length: Math.min(expected, openUpTo) }, (_, index) => (
          <Typography key={index} variant="body2">
            <Skeleton variant="text" width="60%" />
          </Typography>
        ))}
      </div>
    );
  }
  const { rows, total, loadMore, loadingMore } = namespaces;
  return (
    <>
      <ul className={classes.list} aria-label={t('card.latestProbes.label')}>
        {rows.filter(isProbed).map(row => (
          <ProbeItem key={row.namespace} row={row} now={now} />
        ))}
      </ul>
      <NamespacesProblem namespaces={namespaces} />
      {loadMore && (
        <Button
          size="small"
          color="primary"
          disabled={loadingMore}
          onClick={loadMore}
        >
          {t('card.latestProbes.more', { count: total - rows.length })}
        </Button>
      )}
    </>
  );
}

/**
 * Every latest outcome as text, the newest first, for people who cannot or need not look at the map. Where it is not
 * known what probes saw, it says so and why.
 */
export function LatestProbes(props: {
  entityRef: string;
  target: EvaluatedTarget;
}) {
  const { entityRef, target } = props;
  const t = useWords();
  const classes = useStyles();
  const listId = useId();
  const [chosen, setChosen] = useState<boolean>();
  const count = countProbed(target.probes);
  const open = chosen ?? count <= openUpTo;
  const namespaces = useNamespaces({
    entityRef,
    target,
    query: probedOnes,
    enabled: open && count > 0 && target.probesUnread === undefined,
  });
  if (target.probesUnread !== undefined) {
    return (
      <Alert severity="warning" role="status" className={classes.unread}>
        {t('card.latestProbes.unread', { because: target.probesUnread })}
      </Alert>
    );
  }
  if (count === 0 || !target.namesShown) {
    return null;
  }
  return (
    <>
      <Button
        size="small"
        color="primary"
        aria-expanded={open}
        aria-controls={listId}
        endIcon={open ? <ExpandLess /> : <ExpandMore />}
        onClick={() => setChosen(!open)}
      >
        {t('card.latestProbes.title', { count })}
      </Button>
      <div id={listId} hidden={!open}>
        {open && <ProbeList namespaces={namespaces} expected={count} />}
      </div>
    </>
  );
}
