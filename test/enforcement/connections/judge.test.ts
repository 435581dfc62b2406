import { Verdict } from 'backstage-plugin-network-policy-common';
import { ExpectedConnection } from './expected';
import { judgeOutcome } from './judge';

const verdict = (allowed: boolean): Verdict => ({
  allowed,
  egress: { allowed: true, because: 'not-isolated', policies: [] },
  ingress: allowed
    ? { allowed: true, because: 'not-isolated', policies: [] }
    : {
        allowed: false,
        because: 'no-rule',
        policies: [
          { kind: 'NetworkPolicy', name: 'deny', tier: 'NetworkPolicy' },
        ],
      },
  partial: [],
});

/** A connection that leads to these pods, with whether each may be reached. */
const connection = (pods: Record<string, boolean>): ExpectedConnection => ({
  from: { namespace: 'one', name: 'client' },
  protocol: 'TCP',
  address: '10.0.0.1',
  port: 8080,
  to: 'two/web',
  verdicts: Object.entries(pods).map(([pod, allowed]) => ({
    pod,
    verdict: verdict(allowed),
  })),
});

const outcomes = (pods: Record<string, boolean>, answer?: string) =>
  judgeOutcome(connection(pods), answer).map(({ outcome }) => outcome);

it('agrees when an allowed connection is answered and a denied one is not', () => {
  expect(outcomes({ web: true }, 'web')).toEqual([]);
  expect(outcomes({ web: false })).toEqual([]);
});

it('tells of an allowed connection that nobody answers', () => {
  expect(outcomes({ web: true })).toEqual(['allowed, but nobody answered']);
});

it('tells of a denied connection that is answered', () => {
  expect(outcomes({ web: false }, 'web')).toEqual(['denied, but web answered']);
});

it('tells of an answer from somewhere else', () => {
  expect(outcomes({ web: true }, 'other')).toEqual([
    'other answered, which it does not lead to',
  ]);
});

it('leaves open which pod of a Service is asked, but not which may answer', () => {
  const mixed = { first: true, second: false };
  expect(outcomes(mixed)).toEqual([]);
  expect(outcomes(mixed, 'first')).toEqual([]);
  expect(outcomes(mixed, 'second')).toEqual(['denied, but second answered']);
  expect(outcomes({ first: true, second: true })).toEqual([
    'allowed, but nobody answered',
  ]);
});
