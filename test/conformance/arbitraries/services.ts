import fc from 'fast-check';
import { Service } from '../naive/objects';
import { labelsOf, maybe, namespaceName, podLabels, portName } from './shared';

const servicePort = fc.record({
  protocol: fc.constantFrom(undefined, 'TCP', 'UDP'),
  port: fc.constantFrom(80, 8080),
  targetPort: fc.oneof(fc.constantFrom(undefined, 80, 81, 443), portName),
});

const service = fc.record({
  namespace: maybe(namespaceName),
  selector: maybe(labelsOf(podLabels)),
  ports: fc.array(servicePort, { maxLength: 2 }),
  clusterIP: fc.constantFrom(undefined, '10.96.0.1', 'None'),
});

/** Services, which decide nothing: they say what ports the pods behind them are asked about. */
export const services: fc.Arbitrary<Service[]> = fc
  .array(service, { maxLength: 2 })
  .map(list =>
    list.map(({ namespace, selector, ports, clusterIP }, index) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `service${index}`, namespace },
      spec: {
        selector,
        clusterIP,
        ports: ports.map((port, number) => ({
          ...port,
          name: `port${number}`,
        })),
      },
    })),
  );
