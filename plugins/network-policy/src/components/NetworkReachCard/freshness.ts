import type {
  ClusterHealth,
  EvaluatedTarget,
} from 'backstage-plugin-network-policy-common';
import type { Words } from '../../hooks/useWords';
import { describeAgo } from './wording';

/** Whether what is said was known once, and cannot be renewed now. */
export function isStale({ state }: ClusterHealth): boolean {
  return state !== 'live' && state !== 'polling';
}

/** "read again every minute", "read again every 30 seconds". */
function describeInterval(t: Words, seconds: number): string {
  return seconds % 60 === 0
    ? t('card.health.everyMinutes', { count: seconds / 60 })
    : t('card.health.everySeconds', { count: seconds });
}

/**
 * How fresh it is what a card says, in one clause; undefined where it is stale, which takes a sentence of its own.
 *
 * @param lastAnswer When the portal last answered, if it does not answer any more: nothing is live then.
 */
export function describeFreshness(
  t: Words,
  { asOf, health }: Pick<EvaluatedTarget, 'asOf' | 'health'>,
  now: Date,
  lastAnswer?: Date,
): string | undefined {
  if (isStale(health)) {
    return undefined;
  }
  if (lastAnswer) {
    const time = health.state === 'live' ? lastAnswer.toISOString() : asOf;
    return t('card.read', { ago: describeAgo(t, time, now) });
  }
  if (health.state === 'live') {
    return t('card.health.live');
  }
  return health.everySeconds
    ? describeInterval(t, health.everySeconds)
    : t('card.read', { ago: describeAgo(t, asOf, now) });
}
