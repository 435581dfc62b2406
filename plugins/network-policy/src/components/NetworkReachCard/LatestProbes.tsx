import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import ExpandLess from '@material-ui/icons/ExpandLess';
import ExpandMore from '@material-ui/icons/ExpandMore';
import { makeStyles } from '@material-ui/core/styles';
import type { NamespaceReach } from 'backstage-plugin-network-policy-common';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { ProbedNamespace, probedNamespaces } from './attention';
import { describeAgo } from './wording';

/** So few are shown without a click. */
const openUpTo = 6;

const useStyles = makeStyles(theme => ({
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

/** Every latest outcome as text, the newest first: the map's marks for who cannot or need not look at squares. */
export function LatestProbes({ rows }: { rows: readonly NamespaceReach[] }) {
  const t = useWords();
  const classes = useStyles();
  const listId = useId();
  const now = useNow();
  const probed = probedNamespaces(rows);
  const [chosen, setChosen] = useState<boolean>();
  const open = chosen ?? probed.length <= openUpTo;
  if (probed.length === 0) {
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
        {t('card.latestProbes.title', { count: probed.length })}
      </Button>
      <div id={listId} hidden={!open}>
        {open && (
          <ul
            className={classes.list}
            aria-label={t('card.latestProbes.label')}
          >
            {probed.map(row => (
              <ProbeItem key={row.namespace} row={row} now={now} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
