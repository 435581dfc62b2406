// @ts-check

/**
 * Each run that is going on belongs to a replica for as long as it renews its lease. The database itself holds that a
 * target has one such run at most, and that there are not more of them than slots.
 *
 * What older versions left running has no owner: it counts as abandoned. Of several such runs of one target the newest
 * stays, because the index allows only one.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('probe_runs', table => {
    table.string('owner').nullable().comment('The replica that makes the run');
    table
      .string('lease_expires_at')
      .nullable()
      .comment("By the database's clock; a later time is the owner's promise");
    table.integer('slot').nullable().comment('One of those that runs share');
  });
  await knex('probe_runs')
    .where({ state: 'running' })
    .whereExists(
      knex
        .from('probe_runs as newer')
        .select(knex.raw('1'))
        .where('newer.state', 'running')
        .whereRaw('newer.entity_ref = probe_runs.entity_ref')
        .whereRaw('newer.cluster = probe_runs.cluster')
        .whereRaw('newer.namespace = probe_runs.namespace')
        .whereRaw(
          '(newer.started_at, newer.id) > (probe_runs.started_at, probe_runs.id)',
        ),
    )
    .update({ state: 'interrupted', finished_at: new Date().toISOString() });
  await knex.raw(
    `create unique index probe_runs_running_target_idx
     on probe_runs (entity_ref, cluster, namespace) where state = 'running'`,
  );
  await knex.raw(
    `create unique index probe_runs_running_slot_idx
     on probe_runs (slot) where state = 'running'`,
  );
};

/**
 * Plain statements: Knex would rebuild the table on SQLite, and dropping the old one would take the attempts with it.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index probe_runs_running_slot_idx');
  await knex.raw('drop index probe_runs_running_target_idx');
  for (const column of ['slot', 'lease_expires_at', 'owner']) {
    await knex.raw('alter table probe_runs drop column ??', [column]);
  }
};
