import fc from 'fast-check';
import { podSelector } from '../__testUtils__/arbitraries';
import { matchesSelector } from '../kubernetes/selectors';
import { labelSetNumbers, LabelSets } from './labelSets';
import { Selector } from './selector';

const labels = fc.dictionary(
  fc.constantFrom('app', 'role', 'other'),
  fc.constantFrom('x', 'y', 'z', ''),
);

const everyKey = { has: () => true };

it('a selector that remembers says what one says that does not', () => {
  fc.assert(
    fc.property(
      podSelector,
      fc.array(labels, { maxLength: 80 }),
      (selector, asked) => {
        const sets = new LabelSets(labelSetNumbers(), () => everyKey);
        const remembering = new Selector(selector);
        for (const one of [...asked, ...asked]) {
          const expected = matchesSelector(selector, one);
          expect(remembering.selects(one)).toBe(expected);
          expect(remembering.selectsSet(sets.of(one))).toBe(expected);
        }
      },
    ),
  );
});

it('equal labels are one set, in whichever order they are spelled', () => {
  fc.assert(
    fc.property(labels, labels, (one, other) => {
      const sets = new LabelSets(labelSetNumbers(), () => everyKey);
      const backwards = Object.fromEntries(Object.entries(one).reverse());
      expect(sets.of(backwards)).toBe(sets.of(one));
      expect(sets.of(one).labels).toEqual(one);
      const sorted = (set: typeof one) => Object.entries(set).sort().join();
      expect(sets.of(one) === sets.of(other)).toBe(
        sorted(one) === sorted(other),
      );
    }),
  );
});

it('labels with keys that nobody asks for do not count', () => {
  const sets = new LabelSets(labelSetNumbers(), () => new Set(['app']));
  expect(sets.of({ app: 'x', role: 'y' })).toBe(sets.of({ app: 'x' }));
  expect(sets.of({ role: 'y' }).labels).toEqual({});
  expect(sets.of({ app: 'x' })).not.toBe(sets.of({ app: 'y' }));
});
