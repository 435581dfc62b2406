import { NetworkPolicy, Pod } from 'backstage-plugin-network-policy-common';
import { policy } from '../__testUtils__/parsedPolicy';
import { viewOf } from '../__testUtils__/viewOf';
import { Omission } from '../state/omission';
import { Expectations } from './expectation';

const pod = (rest: Partial<Pod> = {}): Pod => ({
  namespace: 'default',
  name: 'web',
  labels: { app: 'web' },
  phase: 'Running',
  hostNetwork: false,
  addresses: ['10.0.0.1'],
  ports: [],
  ...rest,
});

const expected = (
  networkPolicies: NetworkPolicy[],
  pods: Pod[] = [pod()],
  omissions: Omission[] = [],
) =>
  new Expectations(
    viewOf({ pods, networkPolicies }, omissions),
    pods.map(to => ({ pod: to, port: { protocol: 'TCP', port: 80 } })),
  ).from({ namespace: 'secondary', runId: 'run-1' });

const from = (peer: object) =>
  policy('default', { podSelector: {}, ingress: [{ from: [peer] }] });

describe('Expectations', () => {
  it.each([
    ['job-name', 'network-policy-probe-run-1'],
    ['batch.kubernetes.io/job-name', 'network-policy-probe-run-1'],
    ['app.kubernetes.io/managed-by', 'backstage'],
  ])('knows the label %s of the probe pod', (key, value) => {
    const podSelector = { matchLabels: { [key]: value } };

    expect(expected([from({ namespaceSelector: {}, podSelector })])).toBe(
      'allowed',
    );
  });

  it('knows that a policy about Jobs isolates the probe pod', () => {
    const jobs = policy('secondary', {
      podSelector: {
        matchExpressions: [
          { key: 'batch.kubernetes.io/controller-uid', operator: 'Exists' },
        ],
      },
      policyTypes: ['Egress'],
    });

    expect(expected([jobs])).toBe('denied');
  });

  it('does not guess whether the probe pod lies in a block of addresses', () => {
    const block = (cidr: string) => from({ ipBlock: { cidr } });

    expect(expected([block('10.0.0.0/8')])).toBe('undecided');
    expect(expected([block('0.0.0.0/0')])).toBe('undecided');
    expect(expected([block('203.0.113.0/24')])).toBe('undecided');
  });

  it("does not decide about a pod on its node's network", () => {
    expect(expected([], [pod({ hostNetwork: true })])).toBe('undecided');
  });

  it('looks at pods that have an address', () => {
    const pending = pod({ name: 'new', phase: 'Pending', addresses: [] });

    expect(expected([], [pod(), pending])).toBe('allowed');
    expect(expected([], [pending])).toBe('undecided');
    expect(expected([], [])).toBe('undecided');
  });

  it.each<[Omission['decides'], string]>([
    ['none', 'allowed'],
    [{ namespace: 'elsewhere' }, 'allowed'],
    [{ namespace: 'default' }, 'undecided'],
    [{ namespace: 'secondary' }, 'undecided'],
    ['all', 'undecided'],
  ])('knows about what was left out and decides %j', (decides, expectation) => {
    const omission = { sentence: 'A policy is left out', decides };

    expect(expected([], [pod()], [omission])).toBe(expectation);
  });
});
