import request from 'supertest';
import { FakeKubernetes } from './FakeKubernetes';
import { fillCluster } from './fixtures';
import { startPlugin } from './startPlugin';

export const base = '/api/network-policy/entities/component/default';

export const draft = (values: object = {}) => ({
  cluster: 'north',
  namespace: 'default',
  name: 'web-allow-all-namespaces',
  podSelector: { app: 'web' },
  from: { width: 'all-namespaces' },
  ports: [],
  reason: 'shared login page',
  ...values,
});

/** Starts the plugin over one cluster, with a short way to make each call about exposures of web. */
export const startExposures = async (
  options: Partial<Parameters<typeof startPlugin>[0]> = {},
) => {
  const kubernetes = new FakeKubernetes();
  const cluster = fillCluster(kubernetes.add('north'));
  const started = await startPlugin({ kubernetes, ...options });
  const { server } = started;
  return {
    kubernetes,
    cluster,
    ...started,
    apply: (values?: object, name = 'web') =>
      request(server).put(`${base}/${name}/exposures`).send(draft(values)),
    preview: (values?: object) =>
      request(server).post(`${base}/web/exposures/preview`).send(draft(values)),
    revoke: (values: object = {}, name = 'web') =>
      request(server)
        .post(`${base}/${name}/exposures/revoke`)
        .send({
          cluster: 'north',
          namespace: 'default',
          policy: 'web-allow-all-namespaces',
          ...values,
        }),
    applied: () =>
      cluster.find('networkpolicies', 'web-allow-all-namespaces', 'default'),
  };
};
