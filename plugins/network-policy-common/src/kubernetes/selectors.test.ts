import { LabelSelector, LabelSelectorRequirement } from './labels';
import { formatLabels, formatSelector, matchesSelector } from './selectors';

const expression = (
  operator: LabelSelectorRequirement['operator'],
  values: string[] = [],
): LabelSelector => ({
  matchLabels: {},
  matchExpressions: [{ key: 'tier', operator, values }],
});

it.each([
  ['In', ['a', 'b'], { tier: 'b' }, true],
  ['In', ['a', 'b'], { tier: 'c' }, false],
  ['In', ['a', 'b'], {}, false],
  ['NotIn', ['a'], { tier: 'a' }, false],
  ['NotIn', ['a'], { tier: 'b' }, true],
  ['NotIn', ['a'], {}, true],
  ['Exists', [], { tier: '' }, true],
  ['Exists', [], {}, false],
  ['DoesNotExist', [], { tier: '' }, false],
  ['DoesNotExist', [], {}, true],
] as const)(
  'rule 7: %s %j on %j is %s',
  (operator, values, labels, expected) => {
    expect(matchesSelector(expression(operator, [...values]), labels)).toBe(
      expected,
    );
  },
);

it('rule 6: selects everything when empty, and needs every label and expression', () => {
  expect(matchesSelector({ matchLabels: {}, matchExpressions: [] }, {})).toBe(
    true,
  );
  const both: LabelSelector = {
    ...expression('Exists'),
    matchLabels: { app: 'web' },
  };
  expect(matchesSelector(both, { app: 'web', tier: 'a' })).toBe(true);
  expect(matchesSelector(both, { app: 'web' })).toBe(false);
  expect(matchesSelector(both, { app: 'api', tier: 'a' })).toBe(false);
});

it('takes no inherited property for a label', () => {
  const selector: LabelSelector = {
    matchLabels: {},
    matchExpressions: [{ key: 'constructor', operator: 'Exists', values: [] }],
  };
  expect(matchesSelector(selector, {})).toBe(false);
});

it('formats labels and selectors as kubectl does', () => {
  expect(formatLabels({ tier: 'db', app: 'web' })).toBe('app=web,tier=db');
  expect(formatLabels({})).toBe('');
  expect(
    formatSelector({
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'a', operator: 'In', values: ['y', 'x'] },
        { key: 'b', operator: 'NotIn', values: ['z'] },
        { key: 'c', operator: 'Exists', values: [] },
        { key: 'd', operator: 'DoesNotExist', values: [] },
      ],
    }),
  ).toBe('app=web,a in (x,y),b notin (z),c,!d');
});
