import {
  deniedByWeb,
  minutesAgo,
  namespaceRow,
  payments,
  probe,
} from '../../__testUtils__/fixtures';
import { attentionItems, probedNamespaces, summarizeProbes } from './attention';

const rows = [
  payments(),
  namespaceRow('late', { probe: probe({ at: minutesAgo(30) }) }),
  namespaceRow('billing', {
    probe: probe({
      outcome: 'timed-out',
      agreement: 'blocked-though-allowed',
      at: minutesAgo(2),
    }),
  }),
  namespaceRow('leak', {
    reach: 'none',
    ingress: deniedByWeb,
    probe: probe({ agreement: 'open-though-denied', at: minutesAgo(9) }),
  }),
  namespaceRow('odd', {
    probe: probe({ outcome: 'not-run', agreement: 'unknown' }),
  }),
];

describe('attentionItems', () => {
  it('puts a policy that is not enforced first, own egress last', () => {
    expect(
      attentionItems(rows).map(({ kind, row }) => [kind, row.namespace]),
    ).toEqual([
      ['open-though-denied', 'leak'],
      ['blocked-though-allowed', 'billing'],
      ['egress-denied', 'payments'],
    ]);
  });

  it('does not blame the egress where the service itself is closed', () => {
    expect(attentionItems([{ ...payments(), ingress: deniedByWeb }])).toEqual(
      [],
    );
  });
});

describe('summarizeProbes', () => {
  it('counts what is in order and what is not known', () => {
    expect(summarizeProbes(rows)).toEqual({
      agree: 1,
      unknown: 1,
      notProbed: 1,
      latestAt: rows[2].probe?.at,
    });
  });

  it('has no latest probe where none was made', () => {
    expect(summarizeProbes([payments()])).toEqual({
      agree: 0,
      unknown: 0,
      notProbed: 1,
      latestAt: undefined,
    });
  });
});

describe('probedNamespaces', () => {
  it('has the latest first', () => {
    expect(probedNamespaces(rows).map(row => row.namespace)).toEqual([
      'billing',
      'odd',
      'leak',
      'late',
    ]);
  });
});
