import {
  ClusterFailure,
  describeFailure,
  noAnswerWithin,
} from '../clusters/clusterFailure';
import { Omission } from './omission';
import { ClusterHealth } from './clusterHealth';
import { Reflector } from './Reflector';

/**
 * What there is to judge of a cluster that is kept.
 */
export interface KeptCluster {
  name: string;
  reflectors: readonly Reflector[];
  /** Why it does not answer at all, though no reflector has found out yet. */
  unanswered: ClusterFailure | undefined;
  timeoutMs: number;
  pollSeconds: number;
}

/** What is not known yet when nobody waits any longer. */
type Unknown = Extract<ClusterHealth, { state: 'unreachable' | 'forbidden' }>;

/**
 * How good what is known of a cluster is.
 */
export function judgeHealth(cluster: KeptCluster): ClusterHealth {
  return (
    whyUnknown(cluster) ??
    whyStale(cluster) ??
    whyPolling(cluster) ?? { state: 'live' }
  );
}

/** Why nothing can be said about a cluster; undefined when all that is needed was read. */
function whyUnknown(cluster: KeptCluster): Unknown | undefined {
  const missing = cluster.reflectors.filter(
    ({ isSynced, options }) => options.kind.needed && !isSynced,
  );
  const [first] = missing.filter(isFailing).concat(missing);
  if (!first) {
    return undefined;
  }
  const { failure, sentence } = whyMissing(cluster, first);
  return failure?.kind === 'forbidden' || failure?.kind === 'unauthorized'
    ? {
        state: 'forbidden',
        because: `${sentence}. Give the kubernetes plugin's account the rights of docs/kubernetes/reader.yaml`,
      }
    : { state: 'unreachable', because: sentence };
}

function whyStale({
  name,
  reflectors,
  unanswered,
}: KeptCluster): ClusterHealth | undefined {
  const known = reflectors.filter(({ isSynced }) => isSynced);
  const failing = known.filter(isFailing);
  const [first] = failing;
  if (first) {
    return {
      state: 'stale',
      since: confirmedAt(failing),
      because: describe(name, first),
    };
  }
  return (
    unanswered && {
      state: 'stale',
      since: confirmedAt(known),
      because: describeFailure(name, 'tell its version', unanswered),
    }
  );
}

function whyPolling({
  name,
  reflectors,
  pollSeconds,
}: KeptCluster): ClusterHealth | undefined {
  const polling = reflectors.find(({ status }) => status.state === 'polling');
  return (
    polling && {
      state: 'polling',
      everySeconds: pollSeconds,
      because: describe(name, polling),
    }
  );
}

/**
 * When the cluster last confirmed what is known of it: of a stale one, the part that is. An ISO time.
 */
export function asOf({ reflectors }: KeptCluster): string {
  const known = reflectors.filter(({ isSynced }) => isSynced);
  const failing = known.filter(isFailing);
  return confirmedAt(failing.length > 0 ? failing : known);
}

/**
 * Kinds that are not needed and could not be read, or not yet.
 */
export function missingKinds(cluster: KeptCluster): Omission[] {
  return cluster.reflectors
    .filter(
      ({ isSynced, status, options }) =>
        !options.kind.needed && !isSynced && status.state !== 'absent',
    )
    .map(reflector => {
      const { consequence, decides } = reflector.options.kind;
      const { sentence } = whyMissing(cluster, reflector);
      return { sentence: `${sentence}. ${consequence}.`, decides };
    });
}

/**
 * Whether more cannot be known soon: all has been read at least once, or something needed has failed.
 */
export function isSettled(reflectors: readonly Reflector[]): boolean {
  return (
    reflectors.some(
      reflector =>
        reflector.options.kind.needed &&
        !reflector.isSynced &&
        isFailing(reflector),
    ) ||
    reflectors.every(
      ({ isSynced, status }) => isSynced || status.state !== 'starting',
    )
  );
}

function whyMissing(
  { name, timeoutMs }: KeptCluster,
  reflector: Reflector,
): { failure?: ClusterFailure; sentence: string } {
  const { status, options, hasBegun } = reflector;
  const { objects } = options.source;
  if (status.state === 'failing') {
    return { failure: status.failure, sentence: describe(name, reflector) };
  }
  if (hasBegun) {
    return {
      sentence: `The ${objects} of cluster ${name} are being read for the first time and are not complete yet`,
    };
  }
  const failure = noAnswerWithin(timeoutMs);
  return {
    failure,
    sentence: describeFailure(name, `list ${objects}`, failure),
  };
}

function describe(cluster: string, { status, options }: Reflector): string {
  return 'failure' in status
    ? describeFailure(
        cluster,
        `${status.verb} ${options.source.objects}`,
        status.failure,
      )
    : '';
}

function isFailing({ status }: Reflector): boolean {
  return status.state === 'failing';
}

/** The oldest counts: what is known is no better than that. */
function confirmedAt(reflectors: readonly Reflector[]): string {
  const times = reflectors.map(reflector => reflector.confirmedAt ?? 0);
  return new Date(
    times.length > 0 ? Math.min(...times) : Date.now(),
  ).toISOString();
}
