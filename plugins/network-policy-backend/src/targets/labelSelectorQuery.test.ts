import { matchesSelector } from 'backstage-plugin-network-policy-common';
import fc from 'fast-check';
import {
  oldSelector,
  selectorOfKubernetes,
} from '../__testUtils__/labelSelectorReferences';
import { LabelSelectorTokens } from './LabelSelectorTokens';
import { parseLabelSelectorQuery } from './labelSelectorQuery';

const parse = (query: string) => parseLabelSelectorQuery(query);

const selectorOf = (query: string) => {
  const parsed = parse(query);
  return parsed.ok ? parsed.selector : undefined;
};

describe('parseLabelSelectorQuery', () => {
  it('reads equality', () => {
    expect(selectorOf('app=web, app.kubernetes.io/name == shop')).toEqual({
      matchLabels: { app: 'web', 'app.kubernetes.io/name': 'shop' },
      matchExpressions: [],
    });
  });

  it('reads sets, inequality and existence', () => {
    expect(
      selectorOf('tier in (front, back),env!=test,x notin (a,b),y,!z'),
    ).toEqual({
      matchLabels: {},
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['front', 'back'] },
        { key: 'env', operator: 'NotIn', values: ['test'] },
        { key: 'x', operator: 'NotIn', values: ['a', 'b'] },
        { key: 'y', operator: 'Exists', values: [] },
        { key: 'z', operator: 'DoesNotExist', values: [] },
      ],
    });
  });

  it('keeps both values of a key that is given twice', () => {
    expect(selectorOf('app=web,app=shop')).toEqual({
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'app', operator: 'In', values: ['shop'] }],
    });
  });

  it('takes keys that every object inherits as any other key', () => {
    expect(selectorOf('constructor=web')?.matchLabels).toEqual({
      constructor: 'web',
    });
  });

  it.each([
    ['', 'it has its end instead of the key of a label'],
    ['app=we b', 'it has "b" instead of a comma or the end'],
    ['app=web,', 'it has its end instead of the key of a label'],
    ['in (a', 'it has "(" instead of one of =, ==, !=, in and notin'],
    ['app in (a', 'it has its end instead of a comma or a closing parenthesis'],
    ['app in ()', 'a set has no values'],
    ['app in (a b)', 'it has "b" instead of a comma or a closing parenthesis'],
    ['app in (a/b)', '"a/b" is not a value'],
    ['app=web;tier=db', '"web;tier" is not a value'],
    ['=web', 'it has "=" instead of the key of a label'],
    ['size>3', 'it has ">" instead of one of'],
    ['a/b/c', '"a/b/c" is not a key'],
  ])('says why %j is not a selector', (query, problem) => {
    expect(parse(query)).toEqual({
      ok: false,
      problem: expect.stringContaining(problem),
    });
  });

  it('takes at most 100 requirements, and sets of at most 100 values', () => {
    const list = (count: number) =>
      Array.from({ length: count }, (_, index) => `a${index}`).join();
    expect(parse(list(100)).ok).toBe(true);
    expect(parse(list(101))).toEqual({
      ok: false,
      problem: 'it has more than 100 requirements',
    });
    expect(parse(`a in (${list(100)})`).ok).toBe(true);
    expect(parse(`a in (${list(102)})`)).toEqual({
      ok: false,
      problem: 'a set has more than 100 values',
    });
  });
});

const word = fc.constantFrom('a', 'b', 'x', 'in', 'notin', 'a.b/c', '-', 'a_b');
const symbol = fc.constantFrom('=', '==', '!=', '!', '(', ')', ',', '<', ';');
const piece = fc.oneof(word, symbol, fc.constantFrom(' ', '\t'));
const mess = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''));
const list = fc
  .array(fc.oneof(word, fc.constant('')), { maxLength: 4 })
  .map(words => `(${words.join()})`);
const requirement = fc.oneof(
  word,
  word.map(key => `!${key}`),
  fc
    .tuple(word, fc.constantFrom('=', ' == ', '!='), word)
    .map(parts => parts.join('')),
  fc
    .tuple(word, fc.constantFrom(' in ', ' notin', ' in  '), list)
    .map(parts => parts.join('')),
);
const query = fc.oneof(
  mess,
  fc.array(requirement, { maxLength: 4 }).map(parts => parts.join(', ')),
);
const value = fc.constantFrom('a', 'b', 'in', 'a_b', '');
const labels = fc.dictionary(word, value, { maxKeys: 4 });

describe('the meaning of a label selector', () => {
  it("is Kubernetes'", () => {
    fc.assert(
      fc.property(query, labels, (text, pod) => {
        // Kubernetes' parser trips over the second of two commas before a parenthesis; here they enclose an empty value.
        fc.pre(!/,\s*,\s*\)/.test(text));
        const expected = selectorOfKubernetes(text);
        const selector = selectorOf(text);
        expect(selector && matchesSelector(selector, pod)).toBe(
          expected?.(pod),
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it('is what it was before, wherever Kubernetes takes the selector', () => {
    fc.assert(
      fc.property(query, labels, (text, pod) => {
        const before = oldSelector(text);
        fc.pre(
          before !== undefined && selectorOfKubernetes(text) !== undefined,
        );
        const selector = selectorOf(text);
        expect(selector && matchesSelector(selector, pod)).toBe(
          before && matchesSelector(before, pod),
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes work that grows with the length and nothing else', () => {
    fc.assert(
      fc.property(mess, fc.integer({ min: 1, max: 200 }), (text, times) => {
        const long = text.repeat(times);
        const tokens = new LabelSelectorTokens(long);
        parseLabelSelectorQuery(long, tokens);
        expect(tokens.steps).toBeLessThanOrEqual(3 * text.length * times + 3);
      }),
    );
  });
});
