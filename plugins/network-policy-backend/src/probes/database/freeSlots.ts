import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { Knex } from 'knex';
import { PlannedRun, ProbeRunKey } from '../ProbeRunStore';
import { RunRow } from './rows';

/** With fifty source namespaces each, these are a thousand probes that wait for their turn. */
const RUNS_AT_ONCE = 20;

/** How many runs may be in progress at once, beside those of the whole portal. */
export interface Budgets {
  runsPerPerson: number;
  runsPerCluster: number;
}

/**
 * One slot of each budget. Unique indexes hold that no two runs in progress have the same.
 */
export interface FreeSlots {
  /** Among all runs. */
  slot: number;
  /** Among the runs of the person. */
  personSlot: number;
  /** Among the runs in the cluster. */
  clusterSlot: number;
}

/** What is read of a run in progress. */
type RunningRow = Pick<
  RunRow,
  | 'entity_ref'
  | 'cluster'
  | 'namespace'
  | 'requested_by'
  | 'slot'
  | 'person_slot'
  | 'cluster_slot'
>;

/**
 * Slots that no run in progress has, by chance, so that replicas seldom choose the same.
 *
 * @throws ConflictError when a run of the target is in progress, or as many of the person as one may have;
 * ServiceUnavailableError when there are too many in the cluster or over all.
 */
export async function freeSlots(
  client: Knex,
  run: ProbeRunKey & Pick<PlannedRun, 'requestedBy'>,
  { runsPerPerson, runsPerCluster }: Budgets,
): Promise<FreeSlots> {
  const running: RunningRow[] = await client<RunRow>('probe_runs')
    .where({ state: 'running' })
    .select(
      'entity_ref',
      'cluster',
      'namespace',
      'requested_by',
      'slot',
      'person_slot',
      'cluster_slot',
    );
  const { entityRef, cluster, namespace, requestedBy } = run;
  const inCluster = running.filter(other => other.cluster === cluster);
  const ofTarget = inCluster.some(
    other => other.entity_ref === entityRef && other.namespace === namespace,
  );
  if (ofTarget) {
    throw new ConflictError(
      `Probes of ${entityRef} in namespace ${namespace} of cluster ${cluster} are being made already; wait until they are over`,
    );
  }
  const ofPerson = running.filter(other => other.requested_by === requestedBy);
  const personSlot = freeOf(
    runsPerPerson,
    ofPerson.map(({ person_slot }) => person_slot),
  );
  if (personSlot === undefined) {
    throw new ConflictError(
      `No probe was started: you have ${ofPerson.length} probe runs in progress, which is as many as one person may have at once. Wait until one is over, or cancel one`,
    );
  }
  const clusterSlot = freeOf(
    runsPerCluster,
    inCluster.map(({ cluster_slot }) => cluster_slot),
  );
  if (clusterSlot === undefined) {
    throw new ServiceUnavailableError(
      `No probe was started: ${inCluster.length} probe runs are in progress in cluster ${cluster}, which is as many as the portal makes there at once; try again in a minute`,
    );
  }
  const slot = freeOf(
    RUNS_AT_ONCE,
    running.map(other => other.slot),
  );
  if (slot === undefined) {
    throw new ServiceUnavailableError(
      `No probe was started: ${RUNS_AT_ONCE} probe runs are in progress, which is as many as the portal makes at once; try again in a minute`,
    );
  }
  return { slot, personSlot, clusterSlot };
}

/** A run of an older version has no slot, and counts all the same. */
function freeOf(
  most: number,
  taken: readonly (number | null)[],
): number | undefined {
  if (taken.length >= most) {
    return undefined;
  }
  const free = Array.from({ length: most }, (_, slot) => slot).filter(
    slot => !taken.includes(slot),
  );
  return free.at(Math.floor(Math.random() * free.length));
}
