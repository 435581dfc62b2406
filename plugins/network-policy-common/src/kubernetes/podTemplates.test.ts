import { collectSnapshot } from './collectSnapshot';
import { readObject } from './readObject';

const containers = [
  { name: 'c', ports: [{ name: 'http', containerPort: 80 }] },
];
const object = (apiVersion: string, kind: string, spec: unknown) => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'pay' },
  spec,
});
const template = { metadata: { labels: { app: 'web' } }, spec: { containers } };

it.each([
  ['argoproj.io/v1alpha1', 'Rollout', 'Rollout'],
  ['apps.openshift.io/v1', 'DeploymentConfig', 'DeploymentConfig'],
  ['apps.kruise.io/v1alpha1', 'CloneSet', 'CloneSet'],
  ['apps.kruise.io/v1beta1', 'StatefulSet', 'StatefulSet.apps.kruise.io'],
  ['serving.knative.dev/v1', 'Service', 'Service.serving.knative.dev'],
])('%s %s runs the pods of its template', (apiVersion, kind, called) => {
  const read = readObject(object(apiVersion, kind, { replicas: 3, template }));
  expect(read).toMatchObject({
    outcome: 'read',
    kind: called,
    namespace: 'pay',
    name: 'web',
  });
  expect(collectSnapshot([read]).pods).toMatchObject([
    {
      name: 'web-1',
      labels: { app: 'web' },
      phase: 'Planned',
      owner: { kind: called, name: 'web' },
      ports: [{ name: 'http', containerPort: 80 }],
    },
    { name: 'web-2' },
  ]);
});

it.each([
  ['serving.knative.dev/v1', 'Service', { template: { spec: { containers } } }],
  ['keda.sh/v1alpha1', 'ScaledJob', { jobTargetRef: { template } }],
  ['example.com/v1', 'App', { podTemplate: template }],
])('%s %s runs pods that are not clear', (apiVersion, kind, spec) => {
  expect(readObject(object(apiVersion, kind, spec))).toMatchObject({
    outcome: 'ignored',
    runsPods: true,
    namespace: 'pay',
    name: 'web',
  });
});

it.each([
  ['v1', 'ConfigMap', undefined],
  ['example.com/v1', 'Page', { template: 'page.html' }],
  ['example.com/v1', 'Mail', { template: { spec: { containers: 'none' } } }],
  ['kyverno.io/v1', 'Rule', { rules: [{ pattern: { spec: { containers } } }] }],
])('%s %s runs none', (apiVersion, kind, spec) => {
  expect(readObject(object(apiVersion, kind, spec))).toEqual({
    outcome: 'ignored',
    kind,
    apiVersion,
    name: 'web',
  });
});
