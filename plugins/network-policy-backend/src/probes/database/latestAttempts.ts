import { Knex } from 'knex';
import { AttemptRow, RunRow } from './rows';

/**
 * An attempt that is done, with the target of its run. `age` is 1 for the latest from a namespace to a target.
 */
export type RankedAttempt = AttemptRow &
  Pick<RunRow, 'target'> & { age: number };

/**
 * Every attempt that is done, ranked among those from the same namespace to the same target. One that was never made
 * comes after all that saw something.
 */
export function rankedAttempts(client: Knex): Knex.QueryBuilder {
  return client<AttemptRow>('probe_attempts')
    .join('probe_runs', 'probe_runs.id', 'probe_attempts.run_id')
    .where('probe_attempts.state', 'done')
    .select('probe_attempts.*', 'probe_runs.target')
    .rowNumber(
      'age',
      client.raw(
        `partition by probe_runs.entity_ref, probe_runs.cluster, probe_runs.namespace, probe_attempts.namespace
         order by case when probe_attempts.outcome = 'not-run' then 1 else 0 end,
                  probe_attempts.finished_at desc, probe_attempts.run_id`,
      ),
    );
}
