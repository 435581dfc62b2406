import { readFile } from 'node:fs/promises';
import { startDemoCluster } from '../../demo-cluster';
import { Api } from './Api';
import { createWorld } from './world';

/** A simulated cluster with the service in it that is asked about. */
export async function startSimulated(folder: string) {
  const cluster = await startDemoCluster({ folder });
  const upstream = {
    url: cluster.url,
    ca: await readFile(cluster.caFile, 'utf8'),
  };
  const api = new Api({ ...upstream, token: cluster.tokenFor('admin') });
  await createWorld(api);
  return {
    api,
    upstream,
    tokens: {
      reader: cluster.tokenFor('reader'),
      writer: cluster.tokenFor('writer'),
    },
    stop: async () => {
      api.close();
      await cluster.stop();
    },
  };
}
