import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EvaluatedTarget,
  NamespaceQuery,
} from 'backstage-plugin-network-policy-common';
import { useNamespaces } from '../../hooks/useNamespaces';
import { useWords } from '../../hooks/useWords';
import { attentionCounts, attentionItem } from './attention';
import { AttentionCountRow, AttentionItemRow } from './AttentionItemRow';
import { NamespacesProblem } from './NamespacesProblem';
import { SummaryRow } from './SummaryRow';

const inNeedOfAttention: NamespaceQuery = {
  attention: true,
  sort: 'attention',
  limit: 100,
};

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none' },
});

/** What a person should look at, the most urgent first, and one line about all that is in order. */
export function AttentionList(props: {
  entityRef: string;
  entityName: string;
  target: EvaluatedTarget;
}) {
  const { entityRef, entityName, target } = props;
  const { attention, namesShown, probes, probesUnread } = target;
  const t = useWords();
  const classes = useStyles();
  const [asked, setAsked] = useState(false);
  const rest = useNamespaces({
    entityRef,
    target,
    query: inNeedOfAttention,
    enabled: asked && attention.total > attention.namespaces.length,
  });
  const loaded = rest.state === 'loaded' ? rest : undefined;
  const rows = loaded?.rows ?? attention.namespaces;
  const more = (loaded?.total ?? attention.total) - rows.length;
  const loading = rest.state === 'loading' || loaded?.loadingMore;
  const failed = rest.state === 'failed' || loaded?.problem;
  return (
    <>
      <ul className={classes.list} aria-label={t('card.attention.label')}>
        {namesShown
          ? rows.map(row => (
              <AttentionItemRow
                key={row.namespace}
                item={attentionItem(row)}
                entityName={entityName}
              />
            ))
          : attentionCounts(target).map(item => (
              <AttentionCountRow
                key={item.kind}
                item={item}
                entityName={entityName}
              />
            ))}
        {probesUnread === undefined && <SummaryRow probes={probes} />}
      </ul>
      <NamespacesProblem namespaces={rest} />
      {namesShown && more > 0 && !failed && (
        <Button
          size="small"
          color="primary"
          disabled={loading}
          onClick={loaded?.loadMore ?? (() => setAsked(true))}
        >
          {t('card.attention.more', { count: more })}
        </Button>
      )}
    </>
  );
}
