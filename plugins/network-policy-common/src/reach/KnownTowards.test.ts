import { EgressTowards } from './egressTowards';
import { KnownTowards } from './KnownTowards';

const made = () => new EgressTowards([], 1);

/** What is known, and whether it had to be made. */
function ask(
  known: KnownTowards,
  destination: number,
  peers: readonly number[],
  make: () => EgressTowards | undefined = made,
) {
  const calls = jest.fn(make);
  const towards = known.of(destination, peers, calls);
  return { towards, isNew: calls.mock.calls.length > 0 };
}

it('makes what sources may do once for each kind of destination and the peers that it is', () => {
  const known = new KnownTowards();
  const questions: [number, number[]][] = [
    [-1, []],
    [7, [1]],
    [7, [1, 2]],
    [8, [1]],
    [8, [2]],
  ];
  const first = questions.map(question => ask(known, ...question));
  expect(first.every(({ isNew }) => isNew)).toBe(true);
  expect(new Set(first.map(({ towards }) => towards)).size).toBe(5);
  questions.forEach((question, index) =>
    expect(ask(known, ...question)).toEqual({
      towards: first[index].towards,
      isNew: false,
    }),
  );
});

it('tells destinations apart that are none of the peers', () => {
  const known = new KnownTowards();
  const one = ask(known, -1, []).towards;
  const two = ask(known, -2, []).towards;
  expect(two).not.toBe(one);
  expect(ask(known, -2, [])).toEqual({ towards: two, isNew: false });
  const again = ask(known, -1, []).towards;
  expect(ask(known, -2, [])).toEqual({ towards: two, isNew: false });
  expect(ask(known, -1, [])).toEqual({ towards: again, isNew: false });
});

it('remembers that each source must be judged by itself', () => {
  const known = new KnownTowards();
  for (const peers of [[], [1]]) {
    expect(ask(known, 1, peers, () => undefined).isNew).toBe(true);
    expect(ask(known, 1, peers)).toEqual({ towards: undefined, isNew: false });
  }
});

it('forgets when it knows a lot', () => {
  const known = new KnownTowards();
  for (let peer = 0; peer < 64; peer++) {
    ask(known, 1, [peer]);
  }
  expect(ask(known, 1, [0]).isNew).toBe(false);
  expect(ask(known, 1, [64]).isNew).toBe(true);
  expect(ask(known, 1, [64]).isNew).toBe(false);
  expect(ask(known, 1, [0]).isNew).toBe(true);
});
