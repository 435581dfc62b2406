import { load } from 'js-yaml';
import { listOf, runWith } from '../__testUtils__/fakeTerminal';
import { podOf } from '../__testUtils__/manifests';
import { explain } from '../commands/explain';
import { unknownFieldsOf } from './unknownFields';

const policy = (spec: string) =>
  unknownFieldsOf(
    load(
      `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: ${spec}}`,
    ),
  );
const clusterPolicy = (spec: string) =>
  unknownFieldsOf(
    load(
      `{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: a}, spec: ${spec}}`,
    ),
  );

it.each([
  [
    '{podSelector: {matchLabels: {app: a}, policyTypes: [Ingress]}}',
    'spec.podSelector.policyTypes',
    'did you mean spec.policyTypes?',
  ],
  ['{podSelector: {}, ingres: []}', 'spec.ingres', 'did you mean ingress?'],
  ['{podselector: {}}', 'spec.podselector', 'did you mean podSelector?'],
  [
    '{podSelector: {}, egress: [{ports: [{port: 53}, {ipBlock: {cidr: 10.0.0.0/8}}]}]}',
    'spec.egress[0].ports[1].ipBlock',
    'did you mean spec.egress[].to[].ipBlock?',
  ],
  [
    '{podSelector: {}, ingress: [{to: []}]}',
    'spec.ingress[0].to',
    'did you mean spec.egress[].to?',
  ],
  [
    '{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabel: {}}}]}]}',
    'spec.ingress[0].from[0].namespaceSelector.matchLabel',
    'did you mean matchLabels?',
  ],
  [
    '{podSelector: {}, whatever: 1}',
    'spec.whatever',
    'unknown field "whatever"',
  ],
])('%s has an unknown field', (spec, path, message) => {
  expect(policy(spec)).toEqual([
    { path, message: expect.stringContaining(message) },
  ]);
});

it.each([
  [
    '{ingress: [], protocols: [{tcp: {}}]}',
    'spec.protocols',
    'did you mean spec.ingress[].protocols?',
  ],
  [
    '{ingress: [{ports: [{port: 1}]}]}',
    'spec.ingress[0].ports',
    'did you mean protocols?',
  ],
])('%s of a ClusterNetworkPolicy has one', (spec, path, message) => {
  expect(clusterPolicy(spec)).toEqual([
    { path, message: expect.stringContaining(message) },
  ]);
});

it('there is none in what the API knows', () => {
  expect(
    policy(
      '{podSelector: {matchExpressions: [{key: a, operator: In, values: [b]}]}, policyTypes: [Ingress], ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: []}}], ports: [{port: 1, endPort: 2, protocol: TCP}]}, null], egress: null}',
    ),
  ).toEqual([]);
  expect(unknownFieldsOf({ apiVersion: 'v1', kind: 'Pod', more: 1 })).toEqual(
    [],
  );
});

it('a kind in wrong letters is named', () => {
  expect(
    unknownFieldsOf({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'networkpolicy',
    }),
  ).toEqual([
    {
      path: 'kind',
      message: 'unknown kind "networkpolicy"; did you mean NetworkPolicy?',
    },
  ]);
});

it('the object is left out with its line, and verdicts are partial', async () => {
  const manifests = `${listOf(podOf('a'), podOf('b')).slice(0, -1)}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: misplaced}
spec:
  podSelector:
    policyTypes: [Ingress, Egress]
  ingress: []
`;
  const { stdout, stderr, exitCode } = await runWith(manifests, terminal =>
    explain(
      { from: 'default/a', to: 'default/b', output: 'json', paths: ['-'] },
      terminal,
    ),
  );
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    '<stdin>:8: document 2: NetworkPolicy default/misplaced: spec.podSelector.policyTypes: unknown field "policyTypes"; did you mean spec.policyTypes?\n',
  );
  expect(JSON.parse(stdout).partial).toEqual([
    expect.stringContaining(
      'NetworkPolicy default/misplaced was not understood',
    ),
  ]);
});
