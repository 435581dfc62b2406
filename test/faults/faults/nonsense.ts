import { create, createTeam, home } from '../clusters/world';
import { isAbout, isWatch, refuse, untouched } from '../proxy/treatment';
import { Fault, Place } from './Fault';

/** Objects that no API server should send: of the wrong type, without a name, or not understood. */
const nonsense: readonly unknown[] = [
  null,
  7,
  'pod',
  [],
  {},
  { metadata: null },
  { metadata: { name: 5, namespace: {} } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'nonsense', namespace: home, resourceVersion: '1' },
    spec: { podSelector: 'everything', ingress: { from: [[]] } },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: '__proto__', namespace: '__proto__', labels: 'none' },
    spec: null,
  },
];

/** The policy that nobody can read decides about the service, so that the card must say so. */
const isTold = /NetworkPolicy np-faults\/nonsense/;

const withNonsense = (list: unknown): unknown =>
  typeof list === 'object' &&
  list !== null &&
  'items' in list &&
  Array.isArray(list.items)
    ? { ...list, items: [...nonsense, ...list.items] }
    : list;

const kinds = ['networkpolicies', 'pods'] as const;

const gone = refuse(410, 'Expired', 'too old resource version');

/** Makes the lists of both kinds be read again, and does something to the lists. */
function relist({ proxy }: Place, edit?: (list: unknown) => unknown): void {
  const remembered = new Set<string>();
  proxy.treat = request => {
    const plural = kinds.find(kind => isAbout(request, kind));
    if (!plural) {
      return untouched;
    }
    if (isWatch(request) && !remembered.has(plural)) {
      remembered.add(plural);
      return gone;
    }
    return { forward: true, edit };
  };
  proxy.endWatches();
}

/** Objects and answers that make no sense. */
export const nonsenseFaults: readonly Fault[] = [
  {
    name: 'malformed objects in lists and watches',
    on: 'trial',
    shows: { state: 'live', because: isTold },
    shownWithin: 30,
    lasts: 2,
    liveWithin: 45,
    begin: place => {
      for (const object of nonsense) {
        place.proxy.say('/pods', JSON.stringify({ type: 'ADDED', object }));
      }
      relist(place, withNonsense);
    },
    meanwhile: ({ cluster }) => createTeam(cluster.api, 'nonsense'),
    end: place => relist(place),
  },
  {
    name: 'a watch that is no JSON',
    on: 'trial',
    shows: { state: 'live', because: /^$/ },
    shownWithin: 10,
    lasts: 2,
    liveWithin: 45,
    begin: ({ proxy }) => {
      proxy.say('/pods', '<html>Please sign in</html>');
      proxy.say('/networkpolicies', '{"type":"ADDED","object":');
    },
    meanwhile: async ({ cluster }) => {
      await create(
        cluster.api,
        'NetworkPolicy',
        { name: 'after-nonsense', namespace: home },
        { podSelector: { matchLabels: { app: 'nobody' } } },
      );
    },
    end: ({ proxy }) => {
      proxy.treat = () => untouched;
    },
  },
];
