import { NamespaceRow, PodGroup } from 'backstage-plugin-network-policy-common';
import { withoutRolloutLabels } from '../targets/rolloutLabels';

type Groups = NonNullable<NamespaceRow['groups']>;

const keyOf = (labels: Readonly<Record<string, string>>) =>
  JSON.stringify(Object.entries(labels).sort());

/**
 * The groups of a namespace's pods by the labels that somebody gave them: the pods of a thousand Jobs are one group.
 * Where only the labels of a rollout tell who can connect, they stay.
 */
export function describeGroups(groups: Groups): PodGroup[] {
  const stripped = groups.map(({ labels, ...group }) => ({
    ...group,
    labels: withoutRolloutLabels(labels),
    all: { ...labels },
  }));
  const verdicts = new Map<string, Set<boolean>>();
  for (const { labels, allowed } of stripped) {
    const key = keyOf(labels);
    verdicts.set(key, (verdicts.get(key) ?? new Set()).add(allowed));
  }
  const merged = new Map<string, PodGroup>();
  for (const { labels, all, allowed, pods } of stripped) {
    const differs = verdicts.get(keyOf(labels))?.size === 2;
    const shown = differs ? all : labels;
    const key = `${allowed} ${keyOf(shown)}`;
    const known = merged.get(key);
    merged.set(key, {
      labels: shown,
      allowed,
      pods: pods + (known?.pods ?? 0),
    });
  }
  return [...merged.values()];
}
