import type { ProbeCounts } from 'backstage-plugin-network-policy-common';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { AttentionRow } from './AttentionRow';
import { describeAgo } from './wording';

/** One line about the probes that agree, the inconclusive ones, and the namespaces that were not probed. */
export function SummaryRow({ probes }: { probes: ProbeCounts }) {
  const t = useWords();
  const now = useNow();
  const { agrees, unknown, notProbed, latestAt } = probes;
  if (!latestAt) {
    return (
      <AttentionRow tone="plain">
        {t('card.attention.neverProbed')}
      </AttentionRow>
    );
  }
  const parts = [
    agrees > 0 && t('card.attention.agree', { count: agrees }),
    unknown > 0 && t('card.attention.unknown', { count: unknown }),
    t('card.attention.latest', { ago: describeAgo(t, latestAt, now) }),
    notProbed > 0 && t('card.attention.notProbed', { count: notProbed }),
  ];
  return (
    <AttentionRow tone={agrees > 0 ? 'good' : 'plain'}>
      {parts.filter(Boolean).join(' · ')}
    </AttentionRow>
  );
}
