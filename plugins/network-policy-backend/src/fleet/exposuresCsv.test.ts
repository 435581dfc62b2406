import { FleetExposure } from 'backstage-plugin-network-policy-common';
import { exposuresCsv } from './exposuresCsv';

const exposure = (reason: string): FleetExposure => ({
  cluster: 'north',
  namespace: 'default',
  policy: {
    kind: 'NetworkPolicy',
    tier: 'NetworkPolicy',
    namespace: 'default',
    name: 'web-open',
  },
  width: 'all-namespaces',
  podSelector: 'app=web',
  ports: [],
  pods: 1,
  services: [],
  effects: [{ kind: 'opens', pods: 1 }],
  managed: true,
  overdue: false,
  reason,
});

const cellOf = (reason: string) => {
  const [, row] = exposuresCsv({
    exposures: [exposure(reason)],
    read: [],
  }).split('\r\n');
  return row;
};

describe('exposures as CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\uff1d1'])(
    'has no cell that a spreadsheet takes for a formula: %j',
    reason => {
      expect(cellOf(reason)).toMatch(/,"?'[=+\-@\t\r\uff1d]/);
    },
  );

  it.each(['a;=1+1', 'a\t@SUM(A1)', 'a;  +1', 'a|-1'])(
    'has none where the spreadsheet separates cells otherwise: %j',
    reason => {
      expect(cellOf(reason)).not.toMatch(/[;|\t]\s*[=+\-@]/);
    },
  );

  it('leaves other text as it is', () => {
    expect(cellOf('a + b = c - d; see e@f.g')).toContain(
      ',a + b = c - d; see e@f.g,',
    );
  });
});
