import { create, createTeam, home } from '../clusters/world';
import { isAbout, isWatch, refuse, Treat, untouched } from '../proxy/treatment';
import { Fault, Place } from './Fault';

/** Watches end by themselves all the time; so does whoever relies on them meet the fault at once. */
function begin(treat: (place: Place) => Treat) {
  return (place: Place) => {
    place.proxy.treat = treat(place);
    place.proxy.endWatches();
  };
}

const end = ({ proxy }: Place) => {
  proxy.treat = () => untouched;
};

/** A change that nobody hears of while the fault lasts. */
const addTeam = (team: string) => async (place: Place) => {
  const { api } = place.cluster;
  await createTeam(api, team);
};

const usual = { on: 'trial', shownWithin: 20, liveWithin: 45, end } as const;

/** Answers that are wrong, or late. `isLong` makes the faults last as long as they do on bad days. */
export function answerFaults({ isLong }: { isLong: boolean }): Fault[] {
  return [
    {
      ...usual,
      name: 'every answer takes 30 s',
      shows: { state: 'stale', because: /no answer within 5 s/ },
      lasts: isLong ? 60 : 10,
      // Watches that are slow to begin are not missed for a while: lists are.
      begin: begin(
        () => request =>
          isWatch(request)
            ? refuse(410, 'Expired', 'too old resource version')
            : { forward: true, delayMs: 30_000 },
      ),
      meanwhile: addTeam('slow'),
    },
    {
      ...usual,
      name: '500 to every request',
      shows: { state: 'stale', because: /etcdserver: request timed out/ },
      lasts: isLong ? 60 : 8,
      liveWithin: isLong ? 75 : 45,
      begin: begin(
        () => () =>
          refuse(500, 'InternalError', 'etcdserver: request timed out'),
      ),
      meanwhile: addTeam('errors'),
    },
    {
      ...usual,
      name: '401: the token has expired',
      shows: {
        state: 'stale',
        because: /does not accept the portal's credentials: Unauthorized/,
      },
      lasts: isLong ? 30 : 4,
      // The API server itself refuses it.
      begin: begin(() => () => ({ forward: true, token: 'expired' })),
      meanwhile: addTeam('expired'),
    },
    {
      ...usual,
      name: '403 on a kind that is needed: pods',
      shows: {
        state: 'stale',
        because: /^The portal may not (list|watch) pods in cluster trial: /,
      },
      lasts: isLong ? 30 : 4,
      begin: begin(place => withoutRight(place, 'pods')),
      meanwhile: addTeam('forbidden'),
    },
    {
      ...usual,
      name: '403 on a kind that is not needed: services',
      shows: {
        state: 'live',
        because:
          /may not list services .*The ports are those that the containers declare/,
      },
      lasts: isLong ? 30 : 4,
      begin: begin(place => withoutRight(place, 'services')),
      meanwhile: async ({ cluster }) => {
        await create(
          cluster.api,
          'Service',
          { name: 'web-too', namespace: home },
          { selector: { app: 'web' }, ports: [{ port: 8_080 }] },
        );
      },
    },
  ];
}

/** Somebody without rights asks for one kind, so that the API server itself refuses it where there is such an account. */
function withoutRight({ cluster }: Place, plural: string): Treat {
  const { powerless } = cluster.tokens;
  const denied = powerless
    ? ({ forward: true, token: powerless } as const)
    : refuse(403, 'Forbidden', `${plural} is forbidden: cannot list it`);
  return request => (isAbout(request, plural) ? denied : untouched);
}
