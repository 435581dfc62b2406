import type {
  EntityReach,
  EvaluatedTarget,
} from 'backstage-plugin-network-policy-common';
import type { Words } from '../../hooks/useWords';
import { entriesFromLabels } from './entries';

/** One line on where the chosen service runs, or on why that is not known. */
export function describeFound(
  t: Words,
  reach: { isPending: boolean; error: Error | null; data?: EntityReach },
  target: EvaluatedTarget | undefined,
): string | undefined {
  if (reach.isPending) {
    return t('form.service.reading');
  }
  if (target) {
    const found = t('form.service.found', {
      count: target.pods,
      place: `${target.cluster.title} / ${target.namespace}`,
      selector: entriesFromLabels(target.podSelector).join(','),
      ports:
        target.ports
          .map(({ protocol, port }) => `${protocol} ${port}`)
          .join(', ') || t('card.anyPort'),
    });
    const { targets, total } = reach.data ?? { targets: [], total: 0 };
    return targets.length < total
      ? t('form.service.foundMany', { found, shown: targets.length, total })
      : found;
  }
  const unread = reach.data?.targets.find(({ state }) => state !== 'evaluated');
  const message =
    reach.error?.message ??
    (unread && unread.state !== 'evaluated' ? unread.message : undefined);
  return message === undefined
    ? undefined
    : `${t('form.service.unreadable', { message })} ${t(
        'form.service.unreadableHint',
      )}`;
}
