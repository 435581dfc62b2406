import { valueOf } from '../testing/snapshotOf';
import { parseWorkload } from './parseWorkload';

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ ports: [{ name: 'http', containerPort: 80 }] }] },
};

const deployment = (spec: object, rest: object = {}) =>
  parseWorkload({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { template, ...spec },
    ...rest,
  });

it('plans the pod of a Deployment, from its template', () => {
  expect(valueOf(deployment({}))).toEqual([
    {
      namespace: 'shop',
      name: 'web-1',
      labels: { app: 'web' },
      phase: 'Planned',
      hostNetwork: false,
      addresses: [],
      ports: [{ name: 'http', protocol: 'TCP', containerPort: 80 }],
      owner: { kind: 'Deployment', name: 'web' },
    },
  ]);
});

it.each([
  ['Deployment', 'apps/v1', { replicas: 1 }, 1],
  ['Deployment', 'apps/v1', { replicas: 0 }, 1],
  ['Deployment', 'apps/v1', { replicas: null }, 1],
  ['Deployment', 'apps/v1', { replicas: 3 }, 2],
  ['Deployment', 'apps/v1', { replicas: 1_000_000 }, 2],
  ['ReplicaSet', 'apps/v1', { replicas: 2 }, 2],
  ['StatefulSet', 'apps/v1', { replicas: 2 }, 2],
  ['ReplicationController', 'v1', { replicas: 2 }, 2],
  ['DaemonSet', 'extensions/v1beta1', {}, 1],
  ['Job', 'batch/v1', { parallelism: 100 }, 2],
  ['Job', 'batch/v1', { completions: 100 }, 1],
])('%s of %s with %j has %i pods', (kind, apiVersion, spec, count) => {
  const pods = valueOf(deployment(spec, { kind, apiVersion }));
  expect(pods.map(({ name }) => name)).toEqual(
    ['web-1', 'web-2'].slice(0, count),
  );
  expect(pods[0].owner).toEqual({ kind, name: 'web' });
});

it('plans the pod of a CronJob', () => {
  const [pod] = valueOf(
    parseWorkload({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'backup' },
      spec: {
        jobTemplate: {
          spec: {
            template: { spec: { hostNetwork: true, containers: [{}] } },
          },
        },
      },
    }),
  );
  expect(pod).toMatchObject({
    namespace: 'default',
    name: 'backup-1',
    labels: {},
    hostNetwork: true,
  });
});

it('plans no pods for what another workload controls', () => {
  const ownedBy = (kind: string) => ({
    kind: 'ReplicaSet',
    metadata: {
      name: 'web-1',
      ownerReferences: [{ controller: true, kind, name: 'web' }],
    },
  });
  expect(valueOf(deployment({}, ownedBy('Deployment')))).toEqual([]);
  expect(valueOf(deployment({}, ownedBy('Rollout')))).toHaveLength(1);
});

it.each([
  [{ template: undefined }, 'spec.template', 'Required value'],
  [{ replicas: -1 }, 'spec.replicas', 'must be greater than or equal to 0'],
  [
    { template: { metadata: { labels: { app: 'a b' } }, spec: {} } },
    'spec.template.metadata.labels.app',
    expect.stringContaining('a valid label must be'),
  ],
])('refuses the spec %j', (spec, path, message) => {
  expect(deployment(spec)).toEqual({
    ok: false,
    problems: [{ path, message }],
  });
});

it('refuses other versions and what is no workload', () => {
  expect(deployment({}, { apiVersion: 'batch/v1' })).toMatchObject({
    problems: [{ path: 'apiVersion' }],
  });
  expect(parseWorkload({ kind: 'Pod' })).toMatchObject({
    problems: [
      { path: 'kind', message: expect.stringContaining('Deployment') },
    ],
  });
  expect(parseWorkload({ kind: 'constructor' })).toMatchObject({ ok: false });
  expect(parseWorkload(null)).toMatchObject({ ok: false });
});
