import { nextIndex } from './roving';

// Three rows: 0 1 2 / 3 4 5 / 6
const places = [0, 1, 2, 3, 4, 5, 6].map(index => ({
  offsetTop: Math.floor(index / 3) * 20,
  offsetLeft: (index % 3) * 20,
}));

describe('nextIndex', () => {
  it.each([
    ['ArrowRight', 2, 3],
    ['ArrowRight', 6, 6],
    ['ArrowLeft', 3, 2],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 5, 6],
    ['ArrowUp', 6, 3],
    ['ArrowUp', 5, 2],
    ['Home', 5, 0],
    ['End', 0, 6],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(nextIndex(key, from, places)).toBe(to);
  });

  it.each([
    ['ArrowUp', 1],
    ['ArrowDown', 6],
    ['Enter', 1],
  ])('%s leads nowhere from %i', (key, from) => {
    expect(nextIndex(key, from, places)).toBeUndefined();
  });
});
