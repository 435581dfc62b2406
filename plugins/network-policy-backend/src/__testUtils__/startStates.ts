import { JsonObject } from '@backstage/types';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { readSettings } from '../config/readSettings';
import { ClusterStates } from '../state/ClusterStates';
import { StateTiming } from '../state/timing';
import { eventually } from './eventually';
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
    /** Shorter than what may be configured. */
    pollSeconds?: number;
    idleMinutes?: number;
  } = {},
) {
  const { kubernetes = new FakeKubernetes(), config = {} } = options;
  const { timeoutMs = 2_000, pollSeconds = 0.05, idleMinutes = 30 } = options;
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
  const settings = readSettings(new ConfigReader({ networkPolicy: config }));
  Object.assign(settings.cluster, { timeoutMs, pollSeconds, idleMinutes });
  const states = new ClusterStates({
    clusters,
    settings,
    logger,
    timing: {
      random: () => 0.5,
      firstRetryMs: 10,
      lastRetryMs: 100,
      headMs: 5,
      shortWatchMs: 5,
      lookAgainMs: 200,
      notifyMs: 20,
      confirmWithinMs: 5_000,
      ...options.timing,
    },
  });
  running.push(states);
  const read = async (name = 'north') =>
    states.read(await clusters.getEvaluable(name));
  /** The index, where there is one. */
  const index = async (name?: string) => {
    const reading = await read(name);
    if (reading.state !== 'read') {
      throw new Error(reading.message);
    }
    return reading.view.cluster;
  };
  return { kubernetes, cluster, clusters, states, log, read, index };
}

/** The same with a cluster whose first lists were read already, and which is watched. */
export async function startWatched(
  options: Parameters<typeof startStates>[0] = {},
) {
  const started = await startStates(options);
  const { cluster, read } = started;
  await read();
  await eventually(() => expect(cluster.watches.count).toBe(6));
  return { ...started, health: async () => (await read()).health };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(states => states.stop()));
});
