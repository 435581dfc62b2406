import { ageOf, humanDuration } from './duration';

describe('humanDuration', () => {
  it.each([
    [0, '0s'],
    [119, '119s'],
    [200, '3m20s'],
    [180, '3m'],
    [3600, '60m'],
    [5 * 3600, '5h'],
    [5 * 3600 + 60, '5h1m'],
    [12 * 86400, '12d'],
    [49 * 3600, '2d1h'],
    [3 * 365 * 86400, '3y'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(humanDuration(seconds * 1000)).toBe(text);
  });

  it('does not know the age of what has no beginning', () => {
    expect(ageOf(undefined, new Date())).toBe('<unknown>');
  });
});
