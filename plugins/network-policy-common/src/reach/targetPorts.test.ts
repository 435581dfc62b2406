import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { client, opening, reachOf, row } from '../testing/reach';
import { pod, policy } from '../testing/snapshotOf';

describe('ports', () => {
  const service = (targetPort: number | string) => ({
    namespace: 'default',
    name: 'web',
    selector: { app: 'web' },
    type: 'ClusterIP' as const,
    headless: false,
    ports: [{ protocol: 'TCP' as const, port: 80, targetPort }],
  });

  it('rule 18: are those of the Services, resolved to ports of the pods', () => {
    const elsewhere = { ...service(1), namespace: 'shop' };
    const reach = reachOf([], { services: [service('http'), elsewhere] });
    expect(reach.services).toEqual([
      { name: 'web', ports: [{ protocol: 'TCP', port: 80, targetPort: 8080 }] },
    ]);
    expect(reach.ports).toEqual([{ protocol: 'TCP', port: 8080 }]);
    expect(reachOf([], { services: [service('none')] })).toMatchObject({
      services: [{ ports: [{ protocol: 'TCP', port: 80 }] }],
      ports: [],
    });
  });

  it('rule 18: of a rule are ports of the pods, not of the Service', () => {
    const services = [service('http')];
    const ports = (port: number) =>
      reachOf([opening('ports', `{ ports: [{ port: ${port} }] }`)], {
        services,
      });
    expect(row(ports(80), 'shop')).toMatchObject({ reach: 'none' });
    expect(row(ports(8080), 'shop')).toMatchObject({ reach: 'all' });
  });

  it('that are not known mean any port', () => {
    const bare = pod('default/web', { app: 'web' });
    const reach = (policies: NetworkPolicy[]) =>
      reachOf(policies, { pods: [bare, client] }, [bare]);
    const only80 = opening('only-80', '{ ports: [{ port: 80, endPort: 90 }] }');
    const egress = (port: number) =>
      policy(
        'egress',
        `{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: ${port} }] }] }`,
        'shop',
      );
    expect(reach([only80]).ports).toEqual([]);
    expect(row(reach([only80]), 'shop')).toMatchObject({
      reach: 'all',
      ports: [],
    });
    expect(row(reach([only80, egress(85)]), 'shop')?.reach).toBe('all');
    expect(row(reach([only80, egress(53)]), 'shop')?.reach).toBe('none');
  });
});
