import { ProbeAttempt } from 'backstage-plugin-network-policy-common';
import { Knex } from 'knex';
import {
  EndState,
  PlannedRun,
  ProbeRunKey,
  ProbeRunStore,
  RunSubject,
} from '../ProbeRunStore';
import { endAbandonedRuns } from './abandonedRuns';
import { Budgets, freeSlots } from './freeSlots';
import { deleteGoneRuns, markGone, subjectsOfRuns } from './goneRuns';
import { deleteOldRuns } from './oldRuns';
import { OwnRuns } from './OwnRuns';
import { PluginDatabase } from '../../database/PluginDatabase';
import {
  readLatestAttempts,
  readLatestRun,
  readLatestRuns,
  readRun,
} from './readRuns';
import { RunRow } from './rows';

const UNREAD = 'It is not known what probes saw';
const NOT_STARTED = 'No probe was started';
const NOT_CANCELLED = 'The probe run goes on';
const NOT_STORED = 'What became of probe runs was not stored';

/** A person waits for the answer, or a card does. */
const SOON_MS = 5_000;

/**
 * Keeps probe runs in the plugin's database, which all replicas share.
 */
export class DatabaseProbeRunStore implements ProbeRunStore {
  readonly leaseMs: number;

  constructor(
    private readonly database: Pick<PluginDatabase, 'use'>,
    private readonly options: {
      /** The replica. */
      owner: string;
      leaseMs: number;
      budgets: Budgets;
    },
  ) {
    this.leaseMs = options.leaseMs;
  }

  get(runId: string) {
    return this.soon(UNREAD, client => readRun(client, runId));
  }

  latestRun(key: ProbeRunKey) {
    return this.soon(UNREAD, client => readLatestRun(client, key));
  }

  latestRuns(entityRef: string) {
    return this.soon(UNREAD, client => readLatestRuns(client, entityRef));
  }

  latestAttempts(key: ProbeRunKey) {
    return this.soon(UNREAD, client => readLatestAttempts(client, key));
  }

  async admit(run: ProbeRunKey & Pick<PlannedRun, 'requestedBy'>) {
    const { budgets } = this.options;
    await this.soon(NOT_STARTED, client => freeSlots(client, run, budgets));
  }

  create(run: PlannedRun) {
    return this.soon(NOT_STARTED, client => this.own(client).create(run));
  }

  cancel(runId: string, by: string) {
    return this.soon(NOT_CANCELLED, async client => {
      const asked = await client<RunRow>('probe_runs')
        .where({ id: runId, state: 'running' })
        .whereNull('cancelled_by')
        .update({ cancelled_by: by });
      return asked > 0;
    });
  }

  renew() {
    return this.use(client => this.own(client).renew());
  }

  saveAttempt(runId: string, attempt: ProbeAttempt) {
    return this.use(client => this.own(client).saveAttempt(runId, attempt));
  }

  end(runId: string, state: EndState) {
    return this.use(client => this.own(client).end(runId, state));
  }

  endAbandoned() {
    return this.use(endAbandonedRuns);
  }

  deleteOld(days: number, signal: AbortSignal) {
    return this.use(client => deleteOldRuns(client, days, signal));
  }

  subjects(of: RunSubject, page: { after: string; limit: number }) {
    return this.use(client => subjectsOfRuns(client, of, page));
  }

  markGone(
    of: RunSubject,
    found: { gone: readonly string[]; present: readonly string[] },
  ) {
    return this.use(client => markGone(client, of, found));
  }

  deleteGone(milliseconds: number, signal: AbortSignal) {
    return this.use(client => deleteGoneRuns(client, milliseconds, signal));
  }

  private own(client: Knex): OwnRuns {
    return new OwnRuns(client, this.options);
  }

  private soon<T>(inForce: string, work: (client: Knex) => Promise<T>) {
    return this.database.use(work, { inForce, limitMs: SOON_MS });
  }

  private use<T>(work: (client: Knex) => Promise<T>) {
    return this.database.use(work, { inForce: NOT_STORED });
  }
}
