import { parseNamespace } from './parseNamespace';
import { parsePod } from './parsePod';
import { parseService } from './parseService';

it('rule 8: a namespace has the label of its name', () => {
  expect(
    parseNamespace({ metadata: { name: 'a', labels: { team: 'x' } } }),
  ).toEqual({
    ok: true,
    value: {
      name: 'a',
      labels: { team: 'x', 'kubernetes.io/metadata.name': 'a' },
    },
  });
  expect(
    parseNamespace({ metadata: { name: 'a', labels: null } }),
  ).toMatchObject({
    value: { labels: { 'kubernetes.io/metadata.name': 'a' } },
  });
});

it('reads a pod: one address a family, ports of containers and sidecars', () => {
  const parsed = parsePod({
    metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
    spec: {
      hostNetwork: true,
      containers: [
        { name: 'web', ports: [{ name: 'http', containerPort: 80 }] },
        {},
      ],
      initContainers: [
        {
          restartPolicy: 'Always',
          ports: [{ containerPort: 53, protocol: 'UDP' }],
        },
        { ports: [{ containerPort: 1 }] },
      ],
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }],
    },
  });
  expect(parsed).toEqual({
    ok: true,
    value: {
      namespace: 'default',
      name: 'web',
      labels: { app: 'web' },
      phase: 'Running',
      hostNetwork: true,
      addresses: ['10.0.0.1', 'fd00::1'],
      ports: [
        { name: 'http', protocol: 'TCP', containerPort: 80 },
        { protocol: 'UDP', containerPort: 53 },
      ],
    },
  });
});

it('a pod of which nothing is said how it fares is Planned and has no address', () => {
  expect(parsePod({ metadata: { name: 'web' } })).toMatchObject({
    value: { phase: 'Planned', addresses: [], hostNetwork: false },
  });
});

it('rule 18: reads a Service, with the target port that defaults to the port', () => {
  const parsed = parseService({
    metadata: { name: 'web' },
    spec: {
      selector: { app: 'web' },
      ports: [
        { port: 80 },
        { port: 81, targetPort: 'http', name: 'a' },
        { port: 82, targetPort: 8082, protocol: 'UDP' },
      ],
    },
  });
  expect(parsed).toEqual({
    ok: true,
    value: {
      namespace: 'default',
      name: 'web',
      type: 'ClusterIP',
      selector: { app: 'web' },
      headless: false,
      ports: [
        { protocol: 'TCP', port: 80, targetPort: 80 },
        { name: 'a', protocol: 'TCP', port: 81, targetPort: 'http' },
        { protocol: 'UDP', port: 82, targetPort: 8082 },
      ],
    },
  });
});

it.each([
  { selector: {} },
  { selector: null },
  { type: 'ExternalName', selector: { app: 'web' }, externalName: 'x' },
])('rule 18: %j selects no pods', spec => {
  const parsed = parseService({ metadata: { name: 'web' }, spec });
  expect(parsed.ok && 'selector' in parsed.value).toBe(false);
  expect(parsed.ok).toBe(true);
});

it('knows a headless Service, whose name leads to the pods', () => {
  expect(
    parseService({ metadata: { name: 'web' }, spec: { clusterIP: 'None' } }),
  ).toMatchObject({ value: { headless: true } });
});

it('says where an object is wrong', () => {
  expect(
    parsePod({
      metadata: { name: 'a' },
      spec: { containers: [{ ports: [{}] }] },
    }),
  ).toEqual({
    ok: false,
    problems: [
      {
        path: 'spec.containers[0].ports[0].containerPort',
        message: 'Required value',
      },
    ],
  });
  expect(parseService(undefined)).toEqual({
    ok: false,
    problems: [{ path: '', message: 'Required value' }],
  });
});
