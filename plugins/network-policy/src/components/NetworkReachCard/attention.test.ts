import {
  closed,
  deniedByWeb,
  evaluated,
  namespaceRow,
  payments,
  probe,
} from '../../__testUtils__/fixtures';
import { summarise } from '../../__testUtils__/summarise';
import { attentionCounts, attentionItem, countProbed } from './attention';

const billing = namespaceRow('billing', {
  probe: probe({ outcome: 'timed-out', agreement: 'blocked-though-allowed' }),
});
const leak = namespaceRow('leak', {
  reach: 'none',
  ingress: deniedByWeb,
  probe: probe({ agreement: 'open-though-denied' }),
});
const odd = namespaceRow('odd', {
  probe: probe({ outcome: 'not-run', agreement: 'unknown' }),
});

const target = summarise(
  evaluated({
    namespaces: [
      payments(),
      namespaceRow('late', { probe: probe() }),
      billing,
      leak,
      odd,
    ],
  }),
);

describe('attentionItem', () => {
  it.each([
    ['a policy that is not enforced', leak, 'open-though-denied'],
    ['a connection that fails', billing, 'blocked-though-allowed'],
    ['own egress that denies', payments(), 'egress-denied'],
    [
      'a probe that disagrees rather than own egress',
      { ...payments(), probe: billing.probe },
      'blocked-though-allowed',
    ],
  ])('tells %s', (_, row, kind) => {
    expect(attentionItem(row)).toEqual({ kind, row });
  });
});

describe('attentionCounts', () => {
  it('counts the loudest first, and leaves out what does not occur', () => {
    expect(attentionCounts(target)).toEqual([
      { kind: 'open-though-denied', namespaces: 1 },
      { kind: 'blocked-though-allowed', namespaces: 1 },
      { kind: 'egress-denied', namespaces: 1 },
    ]);
    expect(attentionCounts(summarise(closed()))).toEqual([]);
  });
});

describe('countProbed', () => {
  it('counts namespaces with a probe, whatever it says', () => {
    expect(countProbed(target.probes)).toBe(4);
  });
});
