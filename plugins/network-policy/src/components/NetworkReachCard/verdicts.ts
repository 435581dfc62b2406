import {
  formatLabels,
  NamespaceReach,
  PodGroup,
} from 'backstage-plugin-network-policy-common';
import type { Words } from '../../hooks/useWords';

/** How many kinds of pods are named before they are only counted. */
const mostNamed = 3;

/** The labels of groups without those that all of them have; whole where one would be left without any. */
function telling(groups: readonly PodGroup[]): PodGroup[] {
  const [first, ...others] = groups;
  const common = Object.entries(first.labels).filter(([key, value]) =>
    others.every(({ labels }) => labels[key] === value),
  );
  const left = groups.map(group => {
    const labels = { ...group.labels };
    common.forEach(([key]) => delete labels[key]);
    return { ...group, labels };
  });
  return left.some(({ labels }) => Object.keys(labels).length === 0)
    ? [...groups]
    : left;
}

function nameGroups(t: Words, groups: readonly PodGroup[]): string {
  const named = groups
    .slice(0, mostNamed)
    .map(({ labels }) => formatLabels(labels) || t('card.map.noLabels'));
  const more = groups.length - named.length;
  return [
    ...named,
    ...(more > 0 ? [t('card.map.moreKinds', { count: more })] : []),
  ].join(t('card.map.or'));
}

function describeSome(t: Words, { pods, groups = [] }: NamespaceReach) {
  if (pods.allowed === pods.total) {
    return t('card.map.somePairs');
  }
  const counts = { allowed: String(pods.allowed), total: String(pods.total) };
  const told = groups.length > 0 ? telling(groups) : [];
  const can = told.filter(({ allowed }) => allowed);
  const cannot = told.filter(({ allowed }) => !allowed);
  return can.length > 0 && cannot.length > 0
    ? t('card.map.someWhich', {
        ...counts,
        can: nameGroups(t, can),
        cannot: nameGroups(t, cannot),
      })
    : t('card.map.some', counts);
}

/** "all pods can connect", "2 of 3 pods can connect: those with …", "cannot connect". */
export function describeVerdict(t: Words, row: NamespaceReach): string {
  return row.reach === 'some'
    ? describeSome(t, row)
    : t(`card.map.${row.reach}`);
}
