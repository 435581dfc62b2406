import { IndexedCluster } from '../cluster/IndexedCluster';
import {
  ClusterSnapshot,
  EndpointSlice,
  Pod,
  Service,
} from '../kubernetes/clusterSnapshot';
import { pod, snapshot } from '../testing/snapshotOf';
import { ConnectionEnd, podsOfService, serviceDestinations } from './index';

const http = (containerPort: number): Partial<Pod> => ({
  ports: [
    { name: 'http', protocol: 'TCP', containerPort },
    { name: 'http', protocol: 'UDP', containerPort: 53 },
  ],
});
const blue = pod('default/blue', { app: 'web' }, http(8080));
const green = pod('default/green', { app: 'web', track: 'next' }, http(9090));
const other = pod('default/other', { app: 'other' }, http(8080));

const service = (rest: Partial<Service> = {}): Service => ({
  namespace: 'default',
  name: 'web',
  selector: { app: 'web' },
  headless: false,
  ports: [{ name: 'web', protocol: 'TCP', port: 80, targetPort: 'http' }],
  type: 'ClusterIP',
  ...rest,
});

const nameOf = (end: ConnectionEnd) => {
  switch (end.kind) {
    case 'pod':
      return end.pod.name;
    case 'address':
      return end.address;
    default:
      return end.namespace;
  }
};

/** Where a Service leads, in short: the pod's name or the address, and the port there. */
const led = (
  one: Service,
  parts: Partial<ClusterSnapshot> = {},
  asked: Parameters<typeof serviceDestinations>[2] = {},
) =>
  serviceDestinations(
    IndexedCluster.from(
      snapshot({ pods: [blue, green, other], services: [one], ...parts }),
    ),
    one,
    asked,
  ).map(({ to, port }) => `${nameOf(to)} ${port.protocol} ${port.port}`);

describe('a Service with a selector', () => {
  it('rule 18: leads to its pods, on the ports that they have under the name', () => {
    expect(led(service())).toEqual(['blue TCP 8080', 'green TCP 9090']);
  });

  it('leads to the same number of all pods where it names none', () => {
    const [port] = service().ports;
    expect(led(service({ ports: [{ ...port, targetPort: 3000 }] }))).toEqual([
      'blue TCP 3000',
      'green TCP 3000',
    ]);
  });

  it('leads nowhere on a pod that has no port of that name and protocol', () => {
    const unnamed = { ...green, ports: [] };
    expect(led(service(), { pods: [blue, unnamed] })).toEqual([
      'blue TCP 8080',
    ]);
    const [port] = service().ports;
    expect(led(service({ ports: [{ ...port, protocol: 'SCTP' }] }))).toEqual(
      [],
    );
  });

  it('asks for all labels of its selector', () => {
    expect(led(service({ selector: { app: 'web', track: 'next' } }))).toEqual([
      'green TCP 9090',
    ]);
  });

  it('rule 17: leads to no pods that have finished, nor to those of other namespaces', () => {
    const pods: Pod[] = [
      { ...blue, phase: 'Succeeded' },
      { ...green, phase: 'Failed' },
      { ...blue, name: 'pending', phase: 'Pending' },
      { ...blue, namespace: 'shop' },
    ];
    expect(led(service(), { pods })).toEqual(['pending TCP 8080']);
    expect(
      podsOfService(IndexedCluster.from(snapshot({ pods })), service()),
    ).toEqual([pods[2]]);
  });

  it('is asked for one of its ports by number or name, and for a protocol', () => {
    const several = service({
      ports: [
        { name: 'web', protocol: 'TCP', port: 80, targetPort: 'http' },
        { name: 'quic', protocol: 'UDP', port: 80, targetPort: 'http' },
        { name: 'metrics', protocol: 'TCP', port: 9100, targetPort: 9100 },
      ],
    });
    const pods = [blue];
    expect(led(several, { pods }, { port: 80 })).toEqual([
      'blue TCP 8080',
      'blue UDP 53',
    ]);
    expect(led(several, { pods }, { port: 80, protocol: 'UDP' })).toEqual([
      'blue UDP 53',
    ]);
    expect(led(several, { pods }, { port: 'metrics' })).toEqual([
      'blue TCP 9100',
    ]);
    // What pods listen on is no port of the Service.
    expect(led(several, { pods }, { port: 8080 })).toEqual([]);
  });

  it("leads to the pods' own ports where it is headless", () => {
    expect(led(service({ headless: true }))).toEqual([
      'blue TCP 8080',
      'green TCP 9090',
    ]);
  });

  it('says which of its ports leads there', () => {
    const one = service();
    const [destination] = serviceDestinations(
      IndexedCluster.from(snapshot({ pods: [blue], services: [one] })),
      one,
    );
    expect(destination).toEqual({
      to: { kind: 'pod', pod: blue },
      port: { protocol: 'TCP', port: 8080 },
      servicePort: one.ports[0],
    });
  });
});

describe('a Service without a selector', () => {
  const elsewhere = service({
    selector: undefined,
    ports: [
      { name: 'sql', protocol: 'TCP', port: 5432, targetPort: 5432 },
      { name: 'stats', protocol: 'TCP', port: 9187, targetPort: 9187 },
    ],
  });
  const slice = (rest: Partial<EndpointSlice> = {}): EndpointSlice => ({
    namespace: 'default',
    name: 'web-1',
    service: 'web',
    addresses: ['192.0.2.7', '192.0.2.8'],
    ports: [{ name: 'sql', protocol: 'TCP', port: 15432 }],
    ...rest,
  });

  it('leads to the addresses of its EndpointSlices, on their ports of the same name', () => {
    expect(
      led(elsewhere, {
        endpointSlices: [
          slice(),
          slice({ name: 'other', service: 'other' }),
          slice({ name: 'far', namespace: 'shop' }),
        ],
      }),
    ).toEqual(['192.0.2.7 TCP 15432', '192.0.2.8 TCP 15432']);
  });

  it('leads to its own port where the slice gives no number', () => {
    expect(
      led(elsewhere, {
        endpointSlices: [
          slice({
            addresses: ['192.0.2.7'],
            ports: [{ name: 'stats', protocol: 'TCP' }],
          }),
        ],
      }),
    ).toEqual(['192.0.2.7 TCP 9187']);
  });

  it('takes ports without names for each other', () => {
    const unnamed = service({
      selector: undefined,
      ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
    });
    const ports = [{ protocol: 'TCP' as const, port: 8080 }];
    expect(
      led(unnamed, {
        endpointSlices: [slice({ addresses: ['192.0.2.7'], ports })],
      }),
    ).toEqual(['192.0.2.7 TCP 8080']);
  });

  it("leads to a pod where an address is a pod's, so that the pod's policies count", () => {
    const pods: Pod[] = [
      pod('shop/database', {}, { addresses: ['10.0.0.7'] }),
      pod('shop/finished', {}, { addresses: ['10.0.0.8'], phase: 'Succeeded' }),
      pod('shop/on-node', {}, { addresses: ['192.0.2.1'], hostNetwork: true }),
    ];
    expect(
      led(elsewhere, {
        pods,
        endpointSlices: [
          slice({ addresses: ['10.0.0.7', '10.0.0.8', '192.0.2.1'] }),
        ],
      }),
    ).toEqual([
      'database TCP 15432',
      '10.0.0.8 TCP 15432',
      '192.0.2.1 TCP 15432',
    ]);
  });

  it('leads nowhere without slices', () => {
    expect(led(elsewhere)).toEqual([]);
  });
});

it('an ExternalName leads to nothing in the cluster', () => {
  expect(
    led(service({ type: 'ExternalName', selector: undefined }), {
      endpointSlices: [
        {
          namespace: 'default',
          name: 'web-1',
          service: 'web',
          addresses: ['192.0.2.7'],
          ports: [{ name: 'web', protocol: 'TCP', port: 80 }],
        },
      ],
    }),
  ).toEqual([]);
});
