import { NamespaceRow, TargetReach } from './targetReach';

const ranks: Record<NamespaceRow['reach'], number> = {
  none: 0,
  some: 1,
  all: 2,
};

function reachesMore(
  one: NamespaceRow,
  other: NamespaceRow | undefined,
): boolean {
  if (one.reach === 'none') {
    return false;
  }
  if (!other) {
    return true;
  }
  return (
    ranks[one.reach] > ranks[other.reach] ||
    one.pods.allowed > other.pods.allowed ||
    one.ports.some(
      ({ protocol, port }) =>
        !other.ports.some(
          known => known.protocol === protocol && known.port === port,
        ),
    )
  );
}

function moreIn(one: TargetReach, other: TargetReach): string[] {
  const others = new Map(other.namespaces.map(row => [row.namespace, row]));
  return one.namespaces
    .filter(row => reachesMore(row, others.get(row.namespace)))
    .map(({ namespace }) => namespace);
}

/**
 * The namespaces that can reach more, or less, than before: other pods of theirs, or other ports. One that loses a port
 * and gains another is in both.
 *
 * @public
 */
export function compareReach(
  before: TargetReach,
  after: TargetReach,
): { gains: string[]; loses: string[] } {
  return { gains: moreIn(after, before), loses: moreIn(before, after) };
}
