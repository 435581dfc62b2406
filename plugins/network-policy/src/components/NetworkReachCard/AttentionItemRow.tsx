import { useWords } from '../../hooks/useWords';
import type { AttentionCount, AttentionItem } from './attention';
import { AttentionRow } from './AttentionRow';
import { describeReasons } from './reasons';

/** One namespace that a person should look at, and why. */
export function AttentionItemRow(props: {
  item: AttentionItem;
  entityName: string;
}) {
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

/** The same in numbers, where the viewer may not see names. */
export function AttentionCountRow(props: {
  item: AttentionCount;
  entityName: string;
}) {
  const { item, entityName } = props;
  const t = useWords();
  return (
    <AttentionRow
      tone={item.kind === 'egress-denied' ? 'plain' : 'bad'}
      hint={
        item.kind === 'egress-denied'
          ? t('card.attention.egressDeniedHint', { entity: entityName })
          : undefined
      }
    >
      {t(`card.attention.counted.${item.kind}`, { count: item.namespaces })}
    </AttentionRow>
  );
}
