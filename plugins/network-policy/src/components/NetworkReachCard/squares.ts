import type {
  NamespaceReach,
  ReachGroup,
} from 'backstage-plugin-network-policy-common';
import type { Words } from '../../hooks/useWords';
import { describeWhy } from './reasons';
import { describeVerdict } from './verdicts';
import { describeProbe } from './wording';

/** What a square carries beside its fill: whether the latest probe agrees with the verdict. */
export type Mark = ReachGroup['mark'];

/** One square of the reach map. */
export interface Square {
  key: string;
  reach: NamespaceReach['reach'];
  mark: Mark;
  /** All that the square means, in words. */
  label: string;
  /** How many namespaces it stands for. */
  count: number;
}

/** Beyond this many namespaces, one square for each would be too small to read. */
export const mostSquares = 300;

/** The mark of a namespace. An inconclusive probe leaves no mark. */
function markOf(row: NamespaceReach): Mark {
  switch (row.probe?.agreement) {
    case 'agrees':
      return 'agrees';
    case 'blocked-though-allowed':
    case 'open-though-denied':
      return 'disagrees';
    default:
      return 'none';
  }
}

const reachOrder = ['all', 'some', 'none'] as const;
const markOrder = ['disagrees', 'agrees', 'none'] as const;

/**
 * One square for each namespace. Namespaces with a probe that disagrees come first, then those of which more can
 * connect. `probesKnown` is false where it is not known what probes saw.
 */
export function namespaceSquares(
  t: Words,
  rows: readonly NamespaceReach[],
  now: Date,
  probesKnown = true,
): Square[] {
  const rank = (row: NamespaceReach) =>
    (markOf(row) === 'disagrees' ? 0 : 10) + reachOrder.indexOf(row.reach);
  return [...rows]
    .sort((a, b) => rank(a) - rank(b) || a.namespace.localeCompare(b.namespace))
    .map(row => ({
      key: row.namespace,
      reach: row.reach,
      mark: markOf(row),
      count: 1,
      label: t('card.map.square', {
        namespace: row.namespace,
        verdict: describeVerdict(t, row),
        why: describeWhy(t, row),
        probe: probesKnown
          ? describeProbe(t, row.probe, now)
          : t('card.probe.unread'),
      }),
    }));
}

/** One square for every verdict and mark that occurs, with the number of its namespaces. */
export function groupSquares(
  t: Words,
  groups: readonly ReachGroup[],
  probesKnown = true,
): Square[] {
  const verdicts = {
    all: t('card.map.all'),
    some: t('card.map.somePods'),
    none: t('card.map.none'),
  };
  const probes = {
    agrees: t('card.legend.agrees'),
    disagrees: t('card.legend.disagrees'),
    none: t(probesKnown ? 'card.map.unmarked' : 'card.probe.unread'),
  };
  const rank = ({ mark, reach }: ReachGroup) =>
    10 * markOrder.indexOf(mark) + reachOrder.indexOf(reach);
  return [...groups]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ reach, mark, namespaces }) => ({
      key: `${reach}-${mark}`,
      reach,
      mark,
      count: namespaces,
      label: t('card.map.group', {
        count: namespaces,
        verdict: verdicts[reach],
        probe: probes[mark],
      }),
    }));
}
