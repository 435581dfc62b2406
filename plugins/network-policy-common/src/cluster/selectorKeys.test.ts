import { policy } from '../testing/snapshotOf';
import { SelectorKeys } from './selectorKeys';

const asking = policy(
  'asking',
  '{ podSelector: { matchLabels: { app: x } }, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: role, operator: Exists }] } }] }] }',
);

it('finds the keys that policies ask pods for, of both sides of a rule', () => {
  const keys = new SelectorKeys();
  keys.add([asking]);
  expect([...keys.all()]).toEqual(['app', 'role']);
});

it('does not keep the policies of a cluster that changes while nobody asks', () => {
  let lookedAt = 0;
  const watched = {
    ...asking,
    get podSelector() {
      lookedAt++;
      return asking.podSelector;
    },
  };
  const keys = new SelectorKeys();
  for (let change = 0; change < 5_000; change++) {
    keys.add([watched]);
  }
  expect(lookedAt).toBeGreaterThan(3_000);
  expect([...keys.all()]).toEqual(['app', 'role']);
});
