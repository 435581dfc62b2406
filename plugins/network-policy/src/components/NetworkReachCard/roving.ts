/** Where something stands on the page. */
interface Placed {
  offsetTop: number;
  offsetLeft: number;
}

/** The place in the row above or below that is nearest; undefined at the edge. */
function acrossRows(
  direction: -1 | 1,
  current: number,
  places: readonly Placed[],
): number | undefined {
  const here = places[current];
  const beyond = places
    .map((place, index) => ({ place, index }))
    .filter(({ place }) => (place.offsetTop - here.offsetTop) * direction > 0);
  const rowTops = beyond.map(({ place }) => place.offsetTop);
  const row = direction === 1 ? Math.min(...rowTops) : Math.max(...rowTops);
  const distance = (place: Placed) =>
    Math.abs(place.offsetLeft - here.offsetLeft);
  return beyond
    .filter(({ place }) => place.offsetTop === row)
    .sort((a, b) => distance(a.place) - distance(b.place))[0]?.index;
}

/**
 * Where a key leads among things that wrap over several rows; undefined when the key leads nowhere. Rows are seen by
 * where things stand, since how many fit in a row depends on the width of the card.
 */
export function nextIndex(
  key: string,
  current: number,
  places: readonly Placed[],
): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return Math.min(current + 1, places.length - 1);
    case 'ArrowLeft':
      return Math.max(current - 1, 0);
    case 'ArrowDown':
      return acrossRows(1, current, places);
    case 'ArrowUp':
      return acrossRows(-1, current, places);
    case 'Home':
      return 0;
    case 'End':
      return places.length - 1;
    default:
      return undefined;
  }
}
