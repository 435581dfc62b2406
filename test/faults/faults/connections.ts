import { createTeam } from '../clusters/world';
import { Fault } from './Fault';

/** What goes wrong before there is any answer. */
export const connectionFaults: readonly Fault[] = [
  {
    name: 'TLS: a certificate that nobody trusts',
    on: 'trial',
    shows: { state: 'stale', because: /certificate|self.signed/i },
    shownWithin: 20,
    lasts: 4,
    liveWithin: 45,
    begin: async ({ proxy }) => {
      await proxy.changeCertificate();
      proxy.endWatches();
    },
    meanwhile: ({ cluster }) => createTeam(cluster.api, 'tls'),
    end: ({ proxy }) => proxy.restoreCertificate(),
  },
];
