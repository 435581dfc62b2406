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

/** Something that may be sent as a version when there is no policy. */
const anyVersion = ({ uid, resourceVersion }: Record<string, string>) => ({
  uid: uid || 'none',
  resourceVersion: resourceVersion || '0',
});

/** Starts the plugin over one cluster, with a short way to make each call about exposures of web. */
export const startExposures = async (
  options: Partial<Parameters<typeof startPlugin>[0]> = {},
) => {
  const kubernetes = new FakeKubernetes();
  const cluster = fillCluster(kubernetes.add('north'));
  const started = await startPlugin({ kubernetes, ...options });
  const { server } = started;
  const applied = () =>
    cluster.find('networkpolicies', 'web-allow-all-namespaces', 'default');
  /** The version of the policy that was applied, as somebody sees it now. */
  const version = () => {
    const { uid = '', resourceVersion = '' } = applied()?.metadata ?? {};
    return { uid, resourceVersion };
  };
  return {
    kubernetes,
    cluster,
    ...started,
    apply: (values?: object, name = 'web') =>
      request(server).put(`${base}/${name}/exposures`).send(draft(values)),
    preview: (values?: object, name = 'web') =>
      request(server)
        .post(`${base}/${name}/exposures/preview`)
        .send(draft(values)),
    revoke: (values: object = {}, name = 'web') =>
      request(server)
        .post(`${base}/${name}/exposures/revoke`)
        .send({
          cluster: 'north',
          namespace: 'default',
          policy: 'web-allow-all-namespaces',
          ...(!('dryRun' in values) && { seen: anyVersion(version()) }),
          ...values,
        }),
    applied,
    version,
  };
};
