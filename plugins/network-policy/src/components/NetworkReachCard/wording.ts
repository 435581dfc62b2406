import { parseEntityRef } from '@backstage/catalog-model';
import { DateTime } from 'luxon';
import type {
  EvaluatedTarget,
  LatestProbe,
  Port,
} from 'backstage-plugin-network-policy-common';
import type { Words } from '../../hooks/useWords';

/** How long ago a time on the wire was: "just now", "4 minutes ago". */
export function describeAgo(t: Words, time: string, now: Date): string {
  const then = DateTime.fromISO(time);
  const base = DateTime.fromJSDate(now);
  // The cluster's clock may run ahead of the browser's: nothing was read in the future.
  if (base.diff(then).toMillis() < 10_000) {
    return t('card.justNow');
  }
  return then.toRelative({ base }) ?? time;
}

/** A date of the wire as people write it: "12 Feb 2027". */
export function describeDate(date: string): string {
  const parsed = DateTime.fromISO(date);
  return parsed.isValid ? parsed.toFormat('d LLL yyyy') : date;
}

/** The name of an owner: "identity" of "group:default/identity". Annotations written by hand may hold anything. */
export function describeOwner(owner: string): string {
  try {
    return parseEntityRef(owner, { defaultKind: 'group' }).name;
  } catch {
    return owner;
  }
}

/** "TCP 80, UDP 53", or the words for any port. A protocol and its number stay on one line. */
export function describePorts(t: Words, ports: readonly Port[]): string {
  return ports.length === 0
    ? t('card.anyPort')
    : ports.map(({ protocol, port }) => `${protocol}\u00a0${port}`).join(', ');
}

/** The one sentence of a target. */
export function describeHeadline(t: Words, target: EvaluatedTarget): string {
  if (target.headline === 'not-isolated' && target.isolatedBy.length > 0) {
    return t('card.headline.partly-isolated');
  }
  return t(`card.headline.${target.headline}`);
}

/** The latest probe in one clause, or that there was none. */
export function describeProbe(
  t: Words,
  probe: LatestProbe | undefined,
  now: Date,
): string {
  if (!probe) {
    return t('card.probe.never');
  }
  return t('card.probe.latest', {
    outcome: t(`card.outcome.${probe.outcome}`),
    agreement: t(`card.agreement.${probe.agreement}`),
    ago: describeAgo(t, probe.at, now),
  });
}
