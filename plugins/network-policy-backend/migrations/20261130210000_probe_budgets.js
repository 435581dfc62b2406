// @ts-check

const columns = {
  person_slot: 'integer',
  cluster_slot: 'integer',
  cancelled_by: 'varchar(255)',
  entity_gone_since: 'varchar(255)',
  cluster_gone_since: 'varchar(255)',
};

/**
 * The database itself holds how many runs a person and a cluster have in progress: each has a slot of its own among
 * them. Runs in progress of an older version have no such slots; they are counted, and NULLs never conflict.
 *
 * `cancelled_by` asks the replica that makes a run to end it. The other two say since when the run's entity or cluster
 * is gone.
 *
 * Plain statements, as in the step before.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const [column, type] of Object.entries(columns)) {
    await knex.raw(`alter table probe_runs add column ?? ${type}`, [column]);
  }
  await knex.raw(
    `create unique index probe_runs_running_person_idx
     on probe_runs (requested_by, person_slot) where state = 'running'`,
  );
  await knex.raw(
    `create unique index probe_runs_running_cluster_idx
     on probe_runs (cluster, cluster_slot) where state = 'running'`,
  );
};

/**
 * What was cancelled reads as interrupted for an older version, which knows no other word for it.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('probe_runs')
    .where({ state: 'cancelled' })
    .update({ state: 'interrupted' });
  await knex.raw('drop index probe_runs_running_cluster_idx');
  await knex.raw('drop index probe_runs_running_person_idx');
  for (const column of Object.keys(columns).reverse()) {
    await knex.raw('alter table probe_runs drop column ??', [column]);
  }
};
