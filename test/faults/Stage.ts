import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulated } from './clusters/startSimulated';
import { startTrialCluster } from './clusters/startTrialCluster';
import { TrialCluster } from './clusters/TrialCluster';
import { eventually } from './eventually';
import { Fault } from './faults/Fault';
import { Card } from './measure/Card';
import { Shown } from './measure/Look';
import { Portal, startPortal } from './portal/startPortal';
import { PortalUser } from './portal/PortalUser';
import { FaultProxy } from './proxy/FaultProxy';

/** The cluster, as often as the portal knows it: some faults take long to be found out, and others are tried meanwhile. */
const names = ['trial', 'half-open', 'killed'] as const;

/**
 * Everything that runs: a good cluster, a cluster that faults happen to with a proxy before it, and the portal.
 */
export class Stage {
  private readonly stops: Array<() => Promise<void>> = [];

  private constructor(
    readonly cluster: TrialCluster,
    readonly proxies: Readonly<Record<Fault['on'] | 'good', FaultProxy>>,
    readonly portal: Portal,
    readonly users: Readonly<Record<'dana' | 'mira' | 'piet', PortalUser>>,
    /** Of the service that runs in every cluster. */
    readonly card: Card,
    /** Of the service that runs in the good one only, beside that of one that runs nowhere. */
    readonly goodCard: Card,
    readonly secrets: readonly string[],
  ) {}

  /** Starts it, and waits until the card shows every cluster. */
  static async start(
    from: Parameters<typeof startTrialCluster>[0],
  ): Promise<Stage> {
    const stops: Array<() => Promise<void>> = [];
    const keep = <T extends { stop(): Promise<void> }>(started: T): T => {
      stops.unshift(() => started.stop());
      return started;
    };
    try {
      const folder = await mkdtemp(join(tmpdir(), 'network-policy-faults-'));
      stops.unshift(() => rm(folder, { recursive: true, force: true }));
      const good = keep(await startSimulated(join(folder, 'good')));
      const cluster = keep(
        await startTrialCluster(from, join(folder, 'trial')),
      );
      const startProxy = async (upstream = cluster.upstream) =>
        keep(await FaultProxy.start(upstream));
      const proxies = {
        good: await startProxy(good.upstream),
        trial: await startProxy(),
        'half-open': await startProxy(),
        killed: await startProxy(),
      };
      const { tokens } = cluster;
      const portal = keep(
        await startPortal(
          [
            {
              name: 'good',
              url: proxies.good.url,
              ca: proxies.good.certificate,
              tokens: good.tokens,
            },
            ...names.map(name => ({
              name,
              ...(name === 'killed' && cluster.mortal
                ? cluster.mortal.upstream
                : { url: proxies[name].url, ca: proxies[name].certificate }),
              tokens,
            })),
          ],
          folder,
        ),
      );
      const signIn = (name: string) =>
        eventually(
          `${name} has signed in`,
          () => PortalUser.signIn(portal.url, name),
          { seconds: 60, everyMs: 500 },
        );
      const users = {
        dana: await signIn('dana'),
        mira: await signIn('mira'),
        piet: await signIn('piet'),
      };
      const card = keep(
        new Card(users.dana, { component: 'faults-web', everyMs: 100 }),
      );
      const goodCard = keep(
        new Card(users.dana, {
          component: 'faults-good',
          beside: 'faults-nowhere',
          everyMs: 60,
        }),
      );
      const isLive = (shown: Shown | undefined) =>
        shown?.state === 'live' && shown.because === '';
      await eventually(
        'the cards show every cluster as live',
        () =>
          (['good', ...names].every(name => isLive(card.of(name))) &&
            isLive(goodCard.of('good'))) ||
          undefined,
        { seconds: 60 },
      );
      const secrets = [
        ...Object.values(tokens),
        ...Object.values(good.tokens),
        ...Object.values(users).map(user => user.token),
      ].flatMap(secret => secret ?? []);
      const stage = new Stage(
        cluster,
        proxies,
        portal,
        users,
        card,
        goodCard,
        secrets,
      );
      stage.stops.push(...stops);
      return stage;
    } catch (error) {
      for (const stop of stops) {
        await stop();
      }
      throw error;
    }
  }

  /** Begins to note what the portal asks of any cluster, and returns what tells it, as `GET /api/v1/pods?limit=500`. */
  async noteRequests(): Promise<() => Promise<string[]>> {
    const { mortal } = this.cluster;
    const { killed, ...others } = this.proxies;
    const read = async () => [
      ...Object.values(others).map(({ requests }) => requests),
      mortal ? await mortal.requests() : killed.requests,
    ];
    const before = (await read()).map(({ length }) => length);
    assert(
      before.every(length => length > 0),
      'what a cluster is asked for is not known',
    );
    return async () =>
      (await read()).flatMap((requests, index) =>
        requests.slice(before[index]),
      );
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0)) {
      await stop();
    }
  }
}
