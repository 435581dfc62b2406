import {
  allows,
  client,
  denyAll,
  from,
  http,
  ingress,
  judge,
  selectWeb,
  stranger,
  web,
} from '../testing/connections';
import { pod, policy } from '../testing/snapshotOf';

describe('reasons', () => {
  it('says that nothing isolates', () => {
    expect(judge([], from(client))).toEqual({
      allowed: true,
      egress: { allowed: true, because: 'not-isolated', policies: [] },
      ingress: { allowed: true, because: 'not-isolated', policies: [] },
      partial: [],
    });
  });

  it('names the policies that isolate, and the rules that allow', () => {
    expect(judge([denyAll], from(client)).ingress).toEqual({
      allowed: false,
      because: 'no-rule',
      policies: [
        {
          kind: 'NetworkPolicy',
          namespace: 'default',
          name: 'deny-all',
          tier: 'NetworkPolicy',
        },
      ],
    });
    const opening = policy(
      'opening',
      `${selectWeb}, ingress: [{ ports: [{ port: 443 }] }, {}] }`,
    );
    expect(judge([denyAll, opening], from(client)).ingress).toEqual({
      allowed: true,
      because: 'rules',
      policies: [
        {
          kind: 'NetworkPolicy',
          namespace: 'default',
          name: 'opening',
          tier: 'NetworkPolicy',
          rule: 1,
        },
      ],
    });
  });

  it('passes on what the snapshot lacks', () => {
    const notEvaluated = ['Pods of x could not be listed.'];
    expect(
      judge([], from(client), web, http, { notEvaluated }).partial,
    ).toEqual(notEvaluated);
  });
});

it('rule 11: policies add up, and both sides must allow', () => {
  const toClients = ingress('{ from: [{ podSelector: {} }] }');
  expect(allows([denyAll, toClients], from(client))).toBe(true);
  const noEgress = policy(
    'no-egress',
    '{ podSelector: { matchLabels: { role: client } }, policyTypes: [Egress] }',
  );
  const verdict = judge([denyAll, toClients, noEgress], from(client));
  expect(verdict.allowed).toBe(false);
  expect(verdict.ingress.allowed).toBe(true);
  expect(verdict.egress).toMatchObject({
    because: 'no-rule',
    policies: [{ name: 'no-egress' }],
  });
});

it('rule 14: a pod reaches its own address whatever the policies say', () => {
  const closed = policy(
    'closed',
    '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
  );
  expect(allows([closed], from(web), web)).toBe(true);
  expect(allows([closed], from(client), web)).toBe(false);
});

describe('rule 16: pods on the network of their node', () => {
  const onNode = pod(
    'default/agent',
    { role: 'client' },
    { hostNetwork: true, addresses: ['192.0.2.1'] },
  );

  it('are no peer of a selector, but may be of a block', () => {
    const selecting = ingress('{ from: [{ namespaceSelector: {} }] }');
    const blocking = ingress('{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }');
    expect(allows([selecting], from(onNode))).toBe(false);
    expect(allows([blocking], from(onNode))).toBe(true);
  });

  it('are isolated by nothing, and the verdict is partial', () => {
    const closed = policy(
      'closed',
      '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
    );
    const verdict = judge([closed], from(stranger), onNode);
    expect(verdict.ingress.because).toBe('not-subject');
    expect(verdict.partial).toEqual([
      expect.stringContaining("default/agent uses its node's network"),
    ]);
  });
});

it('rule 17: says that a pod has finished, or has no address yet', () => {
  expect(
    judge([], from(client), pod('default/job', {}, { phase: 'Succeeded' }))
      .partial,
  ).toEqual([expect.stringContaining('has finished')]);
  expect(
    judge([], from(client), pod('default/new', {}, { phase: 'Pending' }))
      .partial,
  ).toEqual([expect.stringContaining('no address yet')]);
});
