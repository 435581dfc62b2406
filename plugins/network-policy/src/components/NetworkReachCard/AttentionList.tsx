import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { NamespaceReach } from 'backstage-plugin-network-policy-common';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { attentionItems, AttentionItem, summarizeProbes } from './attention';
import { AttentionRow } from './AttentionRow';
import { describeReasons } from './reasons';
import { describeAgo } from './wording';

const shownAtFirst = 5;

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none' },
});

function ItemRow(props: { item: AttentionItem; entityName: string }) {
  const { item, entityName } = props;
  const t = useWords();
  const namespace = <b>{item.row.namespace}</b>;
  switch (item.kind) {
    case 'open-though-denied': {
      const { probe, ingress, egress } = item.row;
      return (
        <AttentionRow tone="bad" hint={probe.agreementReason ?? probe.detail}>
          {t('card.attention.openThoughDenied', {
            namespace,
            outcome: t(`card.outcome.${probe.outcome}`),
            policies: describeReasons(t, ingress.allowed ? egress : ingress),
          })}
        </AttentionRow>
      );
    }
    case 'blocked-though-allowed': {
      const { probe } = item.row;
      return (
        <AttentionRow tone="bad" hint={probe.agreementReason ?? probe.detail}>
          {t('card.attention.blockedThoughAllowed', {
            namespace,
            outcome: t(`card.outcome.${probe.outcome}`),
          })}
        </AttentionRow>
      );
    }
    default:
      return (
        <AttentionRow
          tone="plain"
          hint={t('card.attention.egressDeniedHint', { entity: entityName })}
        >
          {t(
            item.row.reach === 'some'
              ? 'card.attention.someEgressDenied'
              : 'card.attention.egressDenied',
            { namespace, policies: describeReasons(t, item.row.egress) },
          )}
        </AttentionRow>
      );
  }
}

function SummaryRow({ rows }: { rows: readonly NamespaceReach[] }) {
  const t = useWords();
  const now = useNow();
  const { agree, unknown, notProbed, latestAt } = summarizeProbes(rows);
  if (!latestAt) {
    return (
      <AttentionRow tone="plain">
        {t('card.attention.neverProbed')}
      </AttentionRow>
    );
  }
  const parts = [
    agree > 0 && t('card.attention.agree', { count: agree }),
    unknown > 0 && t('card.attention.unknown', { count: unknown }),
    t('card.attention.latest', { ago: describeAgo(t, latestAt, now) }),
    notProbed > 0 && t('card.attention.notProbed', { count: notProbed }),
  ];
  return (
    <AttentionRow tone={agree > 0 ? 'good' : 'plain'}>
      {parts.filter(Boolean).join(' · ')}
    </AttentionRow>
  );
}

/** What somebody should look at, the loudest first, and one line about everything that is in order. */
export function AttentionList(props: {
  rows: readonly NamespaceReach[];
  entityName: string;
}) {
  const { rows, entityName } = props;
  const t = useWords();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const items = attentionItems(rows);
  const shown = all ? items : items.slice(0, shownAtFirst);
  const more = items.length - shown.length;
  return (
    <>
      <ul className={classes.list} aria-label={t('card.attention.label')}>
        {shown.map(item => (
          <ItemRow
            key={`${item.kind} ${item.row.namespace}`}
            item={item}
            entityName={entityName}
          />
        ))}
        <SummaryRow rows={rows} />
      </ul>
      {more > 0 && (
        <Button size="small" color="primary" onClick={() => setAll(true)}>
          {t('card.attention.more', { count: more })}
        </Button>
      )}
    </>
  );
}
