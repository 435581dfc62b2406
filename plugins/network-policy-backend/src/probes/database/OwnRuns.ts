import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { Knex } from 'knex';
import { EndState, PlannedRun } from '../ProbeRunStore';
import { boundedTransaction } from './boundedTransaction';
import { Budgets, FreeSlots, freeSlots } from './freeSlots';
import { AttemptRow, attemptToRow, rowToRun, RunRow } from './rows';
import { timestamp } from './timestamp';

/**
 * Writes the runs of one replica. Every statement names the owner, so that a replica that was away for longer than its
 * lease finds that a run is not its own any more, and leaves it as it is.
 */
export class OwnRuns {
  constructor(
    private readonly client: Knex,
    private readonly options: {
      /** The replica. */
      owner: string;
      leaseMs: number;
      budgets: Budgets;
    },
  ) {}

  async create(planned: PlannedRun): Promise<ProbeRun> {
    for (;;) {
      const { budgets } = this.options;
      const slots = await freeSlots(this.client, planned, budgets);
      const row = await this.insert(planned, slots);
      if (row) {
        return { ...rowToRun(row), attempts: planned.attempts };
      }
      // Another replica was quicker: at the same target, or at one of the same slots.
    }
  }

  async renew(): Promise<ReadonlyMap<string, { cancelled: boolean }>> {
    const rows = await this.client<RunRow>('probe_runs')
      .where({ owner: this.options.owner, state: 'running' })
      .update({ lease_expires_at: this.leaseEnd(this.client) })
      .returning(['id', 'cancelled_by']);
    return new Map(
      rows.map(({ id, cancelled_by }) => [
        id,
        { cancelled: cancelled_by !== null },
      ]),
    );
  }

  async saveAttempt(runId: string, attempt: ProbeAttempt): Promise<boolean> {
    return boundedTransaction(this.client, async transaction => {
      // It locks the run: nobody ends it before the attempt is stored, and none is stored after it was ended.
      const held = await this.own(transaction, runId).update({
        lease_expires_at: this.leaseEnd(transaction),
      });
      if (held === 0) {
        return false;
      }
      // It is stored again when it can be judged: the first time is when it ended.
      const endedAt = transaction.raw('coalesce(finished_at, ?)', [
        timestamp(transaction),
      ]);
      await transaction<AttemptRow>('probe_attempts')
        .where({ run_id: runId, namespace: attempt.namespace })
        .update({
          ...attemptToRow(runId, attempt),
          finished_at: attempt.state === 'done' ? endedAt : null,
        });
      return true;
    });
  }

  async end(runId: string, state: EndState): Promise<boolean> {
    const ended = await this.own(this.client, runId).update({
      state,
      finished_at: timestamp(this.client),
    });
    return ended > 0;
  }

  private async insert(
    { attempts, ...run }: PlannedRun,
    { slot, personSlot, clusterSlot }: FreeSlots,
  ): Promise<RunRow | undefined> {
    return boundedTransaction(this.client, async transaction => {
      const [row] = await transaction<RunRow>('probe_runs')
        .insert({
          id: run.id,
          entity_ref: run.entityRef,
          cluster: run.cluster,
          namespace: run.namespace,
          target: run.target,
          state: 'running',
          requested_by: run.requestedBy,
          started_at: timestamp(transaction),
          owner: this.options.owner,
          lease_expires_at: this.leaseEnd(transaction),
          slot,
          person_slot: personSlot,
          cluster_slot: clusterSlot,
        })
        .onConflict()
        .ignore()
        .returning('*');
      if (row) {
        await transaction<AttemptRow>('probe_attempts').insert(
          attempts.map(attempt => attemptToRow(run.id, attempt)),
        );
      }
      return row;
    });
  }

  private own(client: Knex, runId: string) {
    const { owner } = this.options;
    return client<RunRow>('probe_runs').where({
      id: runId,
      owner,
      state: 'running',
    });
  }

  private leaseEnd(client: Knex) {
    return timestamp(client, this.options.leaseMs);
  }
}
