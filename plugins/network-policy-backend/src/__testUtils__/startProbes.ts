import {
  NamespaceReach,
  ProbeRun,
} from 'backstage-plugin-network-policy-common';
import request from 'supertest';
import { FakeKubernetes } from './FakeKubernetes';
import { fillCluster } from './fixtures';
import { startPlugin } from './startPlugin';

/** Looks until there is something to see. */
export async function waitFor<T>(
  look: () => Promise<T | undefined>,
): Promise<T> {
  for (let tries = 0; tries < 100; tries++) {
    const seen = await look();
    if (seen !== undefined) {
      return seen;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('It did not happen within 10 s');
}

export const base = '/api/network-policy/entities/component/default';

/** Starts the plugin over one cluster, with a short way to make each call about probes of web. */
export const startProbes = async (
  options: Partial<Parameters<typeof startPlugin>[0]> = {},
) => {
  const kubernetes = new FakeKubernetes();
  const cluster = fillCluster(kubernetes.add('north'));
  const started = await startPlugin({ kubernetes, ...options });
  const { server } = started;
  const start = (values: object = {}) =>
    request(server)
      .post(`${base}/web/probe-runs`)
      .send({
        cluster: 'north',
        namespace: 'default',
        from: ['secondary'],
        ...values,
      });
  const get = (id: string, name = 'web') =>
    request(server).get(`${base}/${name}/probe-runs/${id}`);
  const ended = (id: string): Promise<ProbeRun> =>
    waitFor(async () => {
      const run = (await get(id)).body;
      return run.state === 'running' ? undefined : run;
    });
  const finish = async (values: object = {}): Promise<ProbeRun> =>
    ended((await start(values)).body.id);
  const reach = () => request(server).get(`${base}/web/reach`);
  const rowOf = async (namespace: string): Promise<NamespaceReach> => {
    const { body } = await request(server).get(
      `${base}/web/reach/north/default/namespaces?search=${namespace}`,
    );
    return body.namespaces[0];
  };
  return {
    kubernetes,
    cluster,
    ...started,
    start,
    get,
    ended,
    finish,
    reach,
    rowOf,
  };
};
