import {
  ClusterSnapshot,
  Pod,
  Service,
} from 'backstage-plugin-network-policy-common';
import { viewOf } from '../__testUtils__/viewOf';
import {
  chooseTarget,
  confirmTarget,
  describeTarget,
  whyNoTarget,
} from './chooseTarget';

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

  it('never goes through a Service that leads elsewhere too', () => {
    const web = pod('web');
    const target = { namespace: 'default', pods: [web] };
    const slice = (addresses: string[]) => ({
      namespace: 'default',
      name: 'more',
      service: 'web',
      addresses,
      ports: [{ protocol: 'TCP' as const, port: 80 }],
    });
    const reasonOf = (objects: Partial<ClusterSnapshot>) => {
      const { cluster } = viewOf({
        pods: [web],
        services: [service()],
        ...objects,
      });
      const chosen = chooseTarget(cluster, target);
      return chosen
        ? chosen.probeTarget.serviceHost
        : whyNoTarget(cluster, target);
    };
    const other = pod('another', { addresses: ['10.0.0.2'] });
    const refusal =
      /^Service web in namespace default leads to more than the pods/;

    expect(reasonOf({ pods: [web, other] })).toMatch(refusal);
    expect(reasonOf({ endpointSlices: [slice(['169.254.169.254'])] })).toMatch(
      refusal,
    );
    expect(reasonOf({ endpointSlices: [slice(['10.0.0.1'])] })).toBe(
      'web.default.svc',
    );
    expect(
      reasonOf({
        pods: [web, other],
        services: [
          service(),
          service({ name: 'z-own', selector: { app: 'web', own: 'yes' } }),
        ],
      }),
    ).toMatch(refusal);
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

describe('confirmTarget', () => {
  const own = pod('web');
  const chosenOf = (pods: Pod[], services: Service[]) => {
    const { cluster } = viewOf({ pods, services });
    const target = { namespace: 'default', pods };
    return chooseTarget(cluster, target)!;
  };
  const confirm = (
    chosen: ReturnType<typeof chosenOf>,
    pods: Pod[],
    services: Service[],
    others: Pod[] = [],
  ) =>
    confirmTarget(
      viewOf({ pods: [...pods, ...others], services }).cluster,
      chosen,
      { namespace: 'default', pods },
    );

  it('takes a pod that has come since, behind the same Service', () => {
    const newer = pod('newer', { addresses: ['10.0.0.7'] });

    expect(
      confirm(chosenOf([own], [service()]), [newer], [service()]),
    ).toMatchObject({
      serviceHost: 'web.default.svc',
      podAddress: '10.0.0.7',
    });
  });

  it('refuses a Service that is gone, or leads elsewhere by now', () => {
    const chosen = chosenOf([own], [service()]);
    const stranger = pod('stranger', { addresses: ['10.0.0.8'] });

    expect(confirm(chosen, [own], [])).toBeUndefined();
    expect(
      confirm(chosen, [own], [service({ type: 'ExternalName' })]),
    ).toBeUndefined();
    expect(
      confirm(chosen, [own], [service({ selector: undefined })]),
    ).toBeUndefined();
    expect(confirm(chosen, [own], [service()], [stranger])).toBeUndefined();
  });

  it('refuses an address that is no longer of a pod of the entity', () => {
    const chosen = chosenOf([own], []);
    const moved = pod('web', { addresses: ['10.0.0.7'] });
    const stranger = pod('stranger', { addresses: ['10.0.0.1'] });

    expect(confirm(chosen, [own], [])).toMatchObject({
      podAddress: '10.0.0.1',
    });
    expect(confirm(chosen, [moved], [], [stranger])).toBeUndefined();
  });
});

describe('describeTarget', () => {
  it('writes host and port', () => {
    expect(
      describeTarget({ podAddress: 'fd00::1', port: 80, protocol: 'TCP' }),
    ).toBe('[fd00::1]:80');
  });
});
