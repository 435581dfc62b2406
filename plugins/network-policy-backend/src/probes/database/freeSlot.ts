import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { Knex } from 'knex';
import { ProbeRunKey } from '../ProbeRunStore';
import { RunRow } from './rows';

/** With fifty source namespaces each, these are a thousand probes that wait for their turn. */
const RUNS_AT_ONCE = 20;

/**
 * One of the slots that no run in progress has, by chance, so that replicas seldom choose the same.
 *
 * @throws ConflictError when a run of the target is in progress, ServiceUnavailableError when no slot is free.
 */
export async function freeSlot(
  client: Knex,
  key: ProbeRunKey,
): Promise<number> {
  const running = await client<RunRow>('probe_runs')
    .where({ state: 'running' })
    .select('entity_ref', 'cluster', 'namespace', 'slot');
  const { entityRef, cluster, namespace } = key;
  const ofTarget = running.some(
    run =>
      run.entity_ref === entityRef &&
      run.cluster === cluster &&
      run.namespace === namespace,
  );
  if (ofTarget) {
    throw new ConflictError(
      `Probes of ${entityRef} in namespace ${namespace} of cluster ${cluster} are being made already; wait until they are over`,
    );
  }
  const taken = new Set(running.map(({ slot }) => slot));
  const free = Array.from({ length: RUNS_AT_ONCE }, (_, slot) => slot).filter(
    slot => !taken.has(slot),
  );
  if (free.length === 0) {
    throw new ServiceUnavailableError(
      `${RUNS_AT_ONCE} probe runs are in progress, which is as many as the portal makes at once; try again in a minute`,
    );
  }
  return free[Math.floor(Math.random() * free.length)];
}
