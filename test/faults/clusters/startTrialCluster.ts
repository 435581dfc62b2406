import { KubeConfig } from '@kubernetes/client-node';
import { RequestOptions } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import { installAdminPolicies } from './adminPolicies';
import { Api } from './Api';
import { startRealApiServers } from './RealApiServers';
import { accountsOfPortal, grantRights, revokeRights } from './rights';
import { startSimulated } from './startSimulated';
import { TrialCluster } from './TrialCluster';
import { createWorld, giveAddresses, home, pathOf } from './world';

/** Real API servers of our own. */
async function fromPrograms(
  programs: string,
  folder: string,
  isLong: boolean,
): Promise<TrialCluster> {
  const { servers, stop } = await startRealApiServers(programs, folder);
  const [steady, mortal] = servers;
  const { api } = steady;
  try {
    await createWorld(api);
    await giveAddresses(api);
    if (!isLong) {
      // To be found out to be there later takes the portal five minutes.
      await installAdminPolicies(api);
    }
    return {
      description: 'two real API servers and etcd, started for this',
      api,
      upstream: steady.access,
      tokens: await grantRights(api),
      mortal: {
        upstream: mortal.access,
        kill: () => mortal.kill(),
        start: () => mortal.start(),
        requests: () => mortal.requestsOf(accountsOfPortal),
      },
      hasCustomResources: true,
      burst: 5_000,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const namesSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
});

async function removeWorld(api: Api): Promise<void> {
  const { items } = namesSchema.parse(
    await api.ask('GET', pathOf('Namespace')),
  );
  for (const { metadata } of items) {
    if (metadata.name === home || metadata.name.startsWith(`${home}-`)) {
      await api.ask('DELETE', `${pathOf('Namespace')}/${metadata.name}`);
    }
  }
}

const textOf = (value: unknown) => (value ? String(value) : undefined);

/** Somebody's cluster: nothing is killed there, and less is created. */
async function fromKubeconfig(): Promise<TrialCluster> {
  const config = new KubeConfig();
  config.loadFromDefault();
  const cluster = config.getCurrentCluster();
  if (!cluster) {
    throw new Error('KUBECONFIG names no cluster');
  }
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const headers = z
    .object({ Authorization: z.string() })
    .safeParse(options.headers);
  const upstream = { url: cluster.server, ca: textOf(options.ca) };
  const api = new Api({
    ...upstream,
    cert: textOf(options.cert),
    key: textOf(options.key),
    token: headers.data?.Authorization.replace(/^Bearer /, ''),
  });
  const stop = async () => {
    await revokeRights(api);
    await removeWorld(api);
    api.close();
  };
  try {
    await createWorld(api);
    return {
      description: `the cluster of KUBECONFIG, ${cluster.name}`,
      api,
      upstream,
      tokens: await grantRights(api),
      hasCustomResources: false,
      burst: 500,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A simulated cluster with the world in it. */
async function fromSimulation(folder: string): Promise<TrialCluster> {
  const { api, upstream, tokens, stop } = await startSimulated(folder);
  return {
    description: 'a simulated API server',
    api,
    upstream,
    tokens,
    hasCustomResources: false,
    burst: 5_000,
    stop,
  };
}

/** What there is: the cluster of KUBECONFIG, or API servers of our own where they are built, or a simulated one. */
export function startTrialCluster(
  {
    kubeconfig,
    programs,
    isLong,
  }: { kubeconfig?: string; programs?: string; isLong: boolean },
  folder: string,
): Promise<TrialCluster> {
  if (kubeconfig) {
    return fromKubeconfig();
  }
  return programs
    ? fromPrograms(programs, folder, isLong)
    : fromSimulation(join(folder, 'simulated'));
}
