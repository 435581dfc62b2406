import { Pod, Service } from 'backstage-plugin-network-policy-common';
import { viewOf } from '../__testUtils__/viewOf';
import { chooseTarget, describeTarget } from './chooseTarget';

const pod = (name: string, rest: Partial<Pod> = {}): Pod => ({
  namespace: 'default',
  name,
  labels: { app: 'web' },
  phase: 'Running',
  hostNetwork: false,
  addresses: ['10.0.0.1'],
  ports: [{ name: 'http', protocol: 'TCP', containerPort: 8080 }],
  ...rest,
});

const service = (rest: Partial<Service> = {}): Service => ({
  namespace: 'default',
  name: 'web',
  type: 'ClusterIP',
  headless: false,
  selector: { app: 'web' },
  ports: [{ protocol: 'TCP', port: 80, targetPort: 'http' }],
  ...rest,
});

const choose = (pods: Pod[], services: Service[], others: Pod[] = []) => {
  const { cluster } = viewOf({ pods: [...pods, ...others], services });
  const target = { namespace: 'default', pods };
  const chosen = chooseTarget(cluster, target);
  return (
    chosen && {
      ...chosen.probeTarget,
      ends: chosen.destinations.map(
        ({ pod: { name }, port }) => `${name}:${port.port}`,
      ),
    }
  );
};

describe('chooseTarget', () => {
  it('knows pods again that have changed meanwhile', () => {
    const before = pod('web');
    const after = pod('web', { addresses: ['10.0.0.7'] });
    const { cluster } = viewOf({ pods: [after], services: [service()] });
    const target = { namespace: 'default', pods: [before] };

    expect(chooseTarget(cluster, target)?.probeTarget).toMatchObject({
      serviceHost: 'web.default.svc',
      podAddress: '10.0.0.7',
    });
  });

  it('connects to the Service, and to a running pod behind it', () => {
    const worker = pod('a-worker', { labels: { app: 'worker' } });
    const pending = pod('b-web', { phase: 'Pending', addresses: [] });
    const running = pod('c-web', { addresses: ['10.0.0.3'] });

    expect(choose([worker, pending, running], [service()])).toEqual({
      serviceHost: 'web.default.svc',
      servicePort: 80,
      podAddress: '10.0.0.3',
      protocol: 'TCP',
      port: 8080,
      ends: ['b-web:8080', 'c-web:8080'],
    });
  });

  it("may end at a pod that is not the entity's, where the Service selects it", () => {
    const other = pod('another', { addresses: ['10.0.0.2'] });

    expect(choose([pod('web')], [service()], [other])).toMatchObject({
      podAddress: '10.0.0.1',
      ends: ['web:8080', 'another:8080'],
    });
  });

  it('knows the number that a named port has on each pod', () => {
    const newer = pod('newer', {
      ports: [{ name: 'http', protocol: 'TCP', containerPort: 9090 }],
    });
    const without = pod('without', { ports: [] });

    expect(choose([pod('older'), newer, without], [service()])?.ends).toEqual([
      'older:8080',
      'newer:9090',
    ]);
  });

  it("connects to a headless Service on the pods' own port", () => {
    expect(choose([pod('web')], [service({ headless: true })])).toMatchObject({
      servicePort: 8080,
      port: 8080,
    });
  });

  it('takes the first of several Services that has a TCP port', () => {
    const udp = service({
      name: 'a-dns',
      ports: [{ protocol: 'UDP', port: 53, targetPort: 53 }],
    });

    expect(choose([pod('web')], [udp, service()])).toMatchObject({
      serviceHost: 'web.default.svc',
    });
    expect(choose([pod('web')], [udp])).toBeUndefined();
  });

  it('connects to the pod alone where there is no Service', () => {
    expect(choose([pod('web')], [])).toEqual({
      podAddress: '10.0.0.1',
      protocol: 'TCP',
      port: 8080,
      ends: ['web:8080'],
    });
    expect(choose([pod('web', { ports: [] })], [])).toBeUndefined();
  });
});

describe('describeTarget', () => {
  it('writes host and port', () => {
    expect(
      describeTarget({ podAddress: 'fd00::1', port: 80, protocol: 'TCP' }),
    ).toBe('[fd00::1]:80');
  });
});
