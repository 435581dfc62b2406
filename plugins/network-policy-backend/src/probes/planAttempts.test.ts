import { NetworkPolicy, Pod } from 'backstage-plugin-network-policy-common';
import { viewOf } from '../__testUtils__/viewOf';
import { planAttempts } from './planAttempts';

const pod = (name: string, labels: Record<string, string>): Pod => ({
  namespace: 'default',
  name,
  labels,
  phase: 'Running',
  hostNetwork: false,
  addresses: ['10.0.0.1'],
  ports: [],
});

const everything = { matchLabels: {}, matchExpressions: [] };

const policy = (
  labels: Record<string, string>,
  from: string | undefined,
): NetworkPolicy => ({
  namespace: 'default',
  name: 'policy',
  labels: {},
  annotations: {},
  podSelector: { matchLabels: labels, matchExpressions: [] },
  policyTypes: ['Ingress'],
  ingress:
    from === undefined
      ? []
      : [
          {
            ports: [],
            peers: [
              {
                kind: 'pods',
                podSelector: everything,
                namespaceSelector: {
                  matchLabels: { 'kubernetes.io/metadata.name': from },
                  matchExpressions: [],
                },
              },
            ],
          },
        ],
  egress: [],
});

const plan = (
  networkPolicies: NetworkPolicy[],
  from: string[],
  controls = ['default', 'backend', 'secondary'],
) => {
  const pods = [
    pod('web-1', { app: 'web' }),
    pod('web-2', { app: 'web', v: '2' }),
  ];
  const view = viewOf({
    namespaces: ['backend', 'default', 'secondary'].map(name => ({
      name,
      labels: { 'kubernetes.io/metadata.name': name },
    })),
    pods,
    networkPolicies,
  });
  return planAttempts({
    view,
    controls,
    destinations: pods.map(to => ({
      pod: to,
      port: { protocol: 'TCP', port: 80 },
    })),
    from,
    runId: 'run-1',
    timeoutMs: 2000,
  }).map(({ namespace, purpose, expected }) => [namespace, purpose, expected]);
};

describe('planAttempts', () => {
  it('takes the first choice for the control', () => {
    expect(plan([policy({ app: 'web' }, 'default')], ['secondary'])).toEqual([
      ['secondary', 'requested', 'denied'],
      ['default', 'control', 'allowed'],
    ]);
  });

  it('takes the next choice where the first is denied', () => {
    expect(plan([policy({ app: 'web' }, 'backend')], ['secondary'])).toEqual([
      ['secondary', 'requested', 'denied'],
      ['backend', 'control', 'allowed'],
    ]);
  });

  it('starts no control where none may start', () => {
    expect(
      plan([policy({ app: 'web' }, 'backend')], ['secondary'], ['default']),
    ).toEqual([['secondary', 'requested', 'denied']]);
  });

  it('has no control where nobody is allowed', () => {
    expect(plan([policy({ app: 'web' }, undefined)], ['secondary'])).toEqual([
      ['secondary', 'requested', 'denied'],
    ]);
  });

  it('does not probe a namespace twice', () => {
    expect(plan([], ['default', 'secondary', 'default'])).toEqual([
      ['default', 'requested', 'allowed'],
      ['secondary', 'requested', 'allowed'],
    ]);
  });

  it('is undecided where the policies treat the pods differently', () => {
    expect(plan([policy({ v: '2' }, undefined)], ['secondary'])[0]).toEqual([
      'secondary',
      'requested',
      'undecided',
    ]);
  });
});
