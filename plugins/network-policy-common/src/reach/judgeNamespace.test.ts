import {
  allNamespaces,
  batch,
  client,
  clientsOnly,
  denyAll,
  opening,
  reachOf,
  row,
  web,
} from '../testing/reach';
import { pod, policy } from '../testing/snapshotOf';

describe('rows', () => {
  it('count the pods that can connect and explain the denial of the others', () => {
    const reach = reachOf([denyAll, clientsOnly]);
    expect(reach.namespaces.map(({ namespace }) => namespace)).toEqual([
      'default',
      'empty',
      'kube-system',
      'shop',
    ]);
    expect(row(reach, 'shop')).toEqual({
      namespace: 'shop',
      labels: { 'kubernetes.io/metadata.name': 'shop' },
      system: false,
      own: false,
      reach: 'some',
      pods: { allowed: 1, total: 2 },
      ports: [{ protocol: 'TCP', port: 8080, name: 'http' }],
      ingress: {
        allowed: false,
        because: 'no-rule',
        policies: ['clients', 'web-deny-all'].map(name => ({
          kind: 'NetworkPolicy',
          namespace: 'default',
          name,
          tier: 'NetworkPolicy',
        })),
      },
      egress: { allowed: true, because: 'not-isolated', policies: [] },
      groups: [
        { labels: { role: 'client' }, allowed: true, pods: 1 },
        { labels: { role: 'batch' }, allowed: false, pods: 1 },
      ],
    });
    expect(row(reach, 'default')).toMatchObject({
      own: true,
      reach: 'all',
      pods: { allowed: 1, total: 1 },
      ingress: {
        because: 'rules',
        policies: [{ name: 'clients', rule: 0 }],
      },
    });
    expect(row(reach, 'kube-system')).toMatchObject({ system: true });
  });

  it('judge a namespace without pods by a pod without labels', () => {
    expect(row(reachOf([denyAll, allNamespaces]), 'empty')).toMatchObject({
      reach: 'all',
      pods: { allowed: 0, total: 0 },
    });
    expect(row(reachOf([denyAll, clientsOnly]), 'empty')).toMatchObject({
      reach: 'none',
      pods: { allowed: 0, total: 0 },
    });
  });

  it('rule 11: show the egress that still blocks, while the headline is about ingress', () => {
    const noEgress = policy(
      'no-egress',
      '{ podSelector: {}, policyTypes: [Egress] }',
      'shop',
    );
    const reach = reachOf([allNamespaces, noEgress]);
    expect(reach.headline).toBe('open-to-all');
    expect(row(reach, 'shop')).toMatchObject({
      reach: 'none',
      ports: [],
      ingress: { allowed: true, because: 'rules' },
      egress: {
        allowed: false,
        because: 'no-rule',
        policies: [{ namespace: 'shop', name: 'no-egress' }],
      },
    });
  });

  it('rule 14: leave a single pod out as its own source, but not its replicas', () => {
    const other = { ...web, name: 'web-2' };
    expect(row(reachOf([denyAll], { pods: [web] }), 'default')).toMatchObject({
      reach: 'none',
      pods: { allowed: 0, total: 0 },
    });
    const replicas = reachOf([denyAll], { pods: [web, other] }, [web, other]);
    expect(row(replicas, 'default')).toMatchObject({
      reach: 'none',
      pods: { allowed: 0, total: 2 },
    });
    expect(replicas.headline).toBe('closed');
  });

  it('rule 17: leave finished pods out, as targets and as sources', () => {
    const done = { ...client, phase: 'Succeeded' as const };
    const failed = { ...web, name: 'old', phase: 'Failed' as const };
    const reach = reachOf([], { pods: [web, failed, done, batch] }, [
      web,
      failed,
    ]);
    expect(reach.pods).toBe(1);
    expect(row(reach, 'shop')).toMatchObject({ pods: { total: 1 } });
    const none = reachOf([], {}, [failed]);
    expect(none.namespaces).toEqual([]);
    expect(none.partial).toEqual([expect.stringContaining('No pod')]);
  });

  it('tell pods apart by address where a rule has blocks', () => {
    const at = (name: string, address: string) =>
      pod(`shop/${name}`, {}, { addresses: [address] });
    const pods = [web, at('a', '10.0.0.1'), at('b', '10.0.1.1')];
    const reach = reachOf(
      [opening('block', '{ from: [{ ipBlock: { cidr: 10.0.0.0/24 } }] }')],
      { pods },
    );
    expect(row(reach, 'shop')).toMatchObject({
      reach: 'some',
      pods: { allowed: 1, total: 2 },
    });
    expect(reach.partial.toSorted()).toEqual([
      expect.stringContaining('default/block allows a block of addresses, and'),
      expect.stringContaining('default/block allows pods by a block'),
    ]);
  });
});
