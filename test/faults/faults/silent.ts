import { TrialCluster } from '../clusters/TrialCluster';
import { Fault } from './Fault';

/** A cluster of which nothing was heard for ten seconds is asked whether it is there. */
const foundOutWithin = 20;

/**
 * What nobody is told of: only silence gives it away.
 */
export const silentFaults = ({ mortal }: TrialCluster): readonly Fault[] => [
  {
    name: mortal
      ? 'API server killed (SIGKILL), and started again'
      : 'connections to the API server reset, then refused',
    on: 'killed',
    shows: { state: 'stale', because: /ECONNREFUSED|socket hang up/ },
    shownWithin: foundOutWithin,
    lasts: 0,
    liveWithin: 60,
    begin: ({ proxy }) => (mortal ? mortal.kill() : proxy.refuse()),
    end: ({ proxy }) => (mortal ? mortal.start() : proxy.accept()),
  },
  {
    name: 'half-open connections: accepted, then silence',
    on: 'half-open',
    shows: { state: 'stale', because: /no answer within/ },
    // An answer is waited for as long again.
    shownWithin: foundOutWithin + 10,
    lasts: 0,
    liveWithin: 60,
    begin: ({ proxy }) => proxy.setSilent(true),
    end: ({ proxy }) => proxy.setSilent(false),
  },
];
