import { setTimeout as wait } from 'node:timers/promises';
import { Api } from '../clusters/Api';
import { admit, create, createTeam, home, pathOf } from '../clusters/world';
import { eventually } from '../eventually';
import { isAbout, isWatch, refuse, untouched } from '../proxy/treatment';
import { Fault, Place } from './Fault';

/** How often a watch is cut. */
const cuts = 100;

const live = { state: 'live', because: /^$/ };

async function removePolicy(api: Api, name: string): Promise<void> {
  await api.ask('DELETE', `${pathOf('NetworkPolicy', home)}/${name}`);
}

/** Opens the service to a team and closes it again, until it is told to stop; the last state is open. */
async function changeUntil(api: Api, isOver: () => boolean): Promise<void> {
  for (let turn = 0; !isOver(); turn += 1) {
    const name = `turn-${turn}`;
    await admit(api, name, ['c', 'd']);
    if (turn > 0) {
      await removePolicy(api, `turn-${turn - 1}`);
    }
    await wait(20);
  }
}

/** Cuts the watch of policies in the middle of an event, again and again. */
function cutWatches({ proxy }: Place): () => boolean {
  let done = 0;
  proxy.onWatch = watch => {
    if (watch.path.endsWith('/networkpolicies') && done < cuts) {
      watch.cutAtNextEvent(() => {
        done += 1;
      });
    }
  };
  proxy.endWatches('/networkpolicies');
  return () => done >= cuts;
}

async function createMany({ cluster }: Place): Promise<void> {
  const { api, burst } = cluster;
  const namespace = `${home}-burst`;
  await create(api, 'Namespace', { name: namespace });
  await Promise.all(
    Array.from({ length: burst }, (_, index) =>
      create(
        api,
        'NetworkPolicy',
        { name: `policy-${index}`, namespace },
        // It selects nothing, so that it is safe on a cluster that enforces it.
        { podSelector: { matchLabels: { burst: `${index}` } } },
      ),
    ),
  );
}

/** Faults while much changes. The order matters: the pages that expire are those of the burst. */
export function changeFaults(burst: number): Fault[] {
  let isCutOften = () => true;
  return [
    {
      name: `a watch cut ${cuts} times while policies change`,
      on: 'trial',
      shows: live,
      shownWithin: 10,
      lasts: 3,
      liveWithin: 30,
      begin: place => {
        isCutOften = cutWatches(place);
      },
      meanwhile: ({ cluster }) => changeUntil(cluster.api, () => isCutOften()),
      end: ({ proxy }) => {
        proxy.onWatch = () => {};
      },
    },
    {
      name: `${burst} policies created in a burst`,
      on: 'trial',
      shows: live,
      shownWithin: 10,
      lasts: 3,
      liveWithin: 30,
      begin: () => {},
      meanwhile: createMany,
      end: () => {},
    },
    {
      name: '410 in the middle of paging, whenever a next page is asked for',
      on: 'trial',
      shows: live,
      shownWithin: 10,
      lasts: 3,
      liveWithin: 45,
      begin: ({ proxy }) => {
        const gone = refuse(
          410,
          'Expired',
          'The provided continue parameter is too old to display a consistent list result.',
        );
        let isVersionForgotten = true;
        proxy.treat = request => {
          if (!isAbout(request, 'networkpolicies')) {
            return untouched;
          }
          if (isWatch(request) && isVersionForgotten) {
            isVersionForgotten = false;
            return gone;
          }
          return request.query.has('continue') ? gone : untouched;
        };
        proxy.endWatches('/networkpolicies');
      },
      meanwhile: async ({ cluster, proxy }) => {
        const from = proxy.requests.length;
        await createTeam(cluster.api, 'paging');
        await eventually(
          'policies are listed in longer pages',
          () =>
            proxy.requests
              .slice(from)
              .find(line => /networkpolicies\?limit=\d{4,}$/.test(line)),
          { seconds: 30 },
        );
      },
      end: ({ proxy }) => {
        proxy.treat = () => untouched;
      },
    },
  ];
}
