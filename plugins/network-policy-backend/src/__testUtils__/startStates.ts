import { JsonObject } from '@backstage/types';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { readSettings } from '../config/readSettings';
import { ClusterStates } from '../state/ClusterStates';
import { StateTiming } from '../state/timing';
import { FakeKubernetes } from './FakeKubernetes';
import { fillCluster } from './fixtures';
import { listen } from './listen';

const running = new Array<ClusterStates>();

/**
 * Keeps clusters of a fake kubernetes plugin, in a hurry: what takes minutes otherwise takes a part of a second. It ends
 * with the test.
 */
export async function startStates(
  options: {
    kubernetes?: FakeKubernetes;
    config?: JsonObject;
    timing?: Partial<StateTiming>;
    timeoutMs?: number;
  } = {},
) {
  const { kubernetes = new FakeKubernetes(), config = {} } = options;
  const { timeoutMs = 2_000 } = options;
  const cluster = fillCluster(kubernetes.add('north'));
  const clusters = await listen(kubernetes, { timeoutMs });
  const log = new Array<string>();
  const say = (level: string) => (message: string, meta?: object) => {
    log.push(`${level} ${message} ${meta ?? ''}`.trim());
  };
  const logger: LoggerService = {
    error: say('error'),
    warn: say('warn'),
    info: say('info'),
    debug: say('debug'),
    child: () => logger,
  };
  const states = new ClusterStates({
    clusters,
    settings: readSettings(
      new ConfigReader({
        networkPolicy: {
          ...config,
          cluster: { timeoutMs, ...(config.cluster as JsonObject) },
        },
      }),
    ),
    logger,
    timing: {
      random: () => 0.5,
      firstRetryMs: 10,
      lastRetryMs: 100,
      shortWatchMs: 5,
      lookAgainMs: 200,
      tellMs: 20,
      ...options.timing,
    },
  });
  running.push(states);
  const read = async (name = 'north') =>
    states.read(await clusters.getEvaluable(name));
  return { kubernetes, cluster, clusters, states, log, read };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(states => states.stop()));
});
