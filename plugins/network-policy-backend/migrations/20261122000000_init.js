// @ts-check

/**
 * Times are ISO 8601 strings in UTC: they sort as text and read the same on every database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('probe_runs', table => {
    table.comment('Runs of real connections towards the pods of an entity');
    table.string('id').primary().notNullable();
    table.string('entity_ref').notNullable();
    table.string('cluster').notNullable();
    table.string('namespace').notNullable().comment('Of the pods');
    table.string('target').notNullable().comment('host:port');
    table
      .string('state')
      .notNullable()
      .comment('running, finished or interrupted');
    table.string('requested_by').notNullable();
    table.string('started_at').notNullable();
    table.string('finished_at').nullable();
    table.index(
      ['entity_ref', 'cluster', 'namespace', 'started_at'],
      'probe_runs_target_idx',
    );
    table.index(['state'], 'probe_runs_state_idx');
  });
  await knex.schema.createTable('probe_attempts', table => {
    table.comment('The connection of a run from one source namespace');
    table
      .string('run_id')
      .notNullable()
      .references('id')
      .inTable('probe_runs')
      .onDelete('CASCADE');
    table.string('namespace').notNullable().comment('Source of the connection');
    table.string('purpose').notNullable().comment('requested or control');
    table.string('state').notNullable().comment('waiting or done');
    table
      .string('expected')
      .notNullable()
      .comment('What the policies said when the run began');
    table.integer('timeout_ms').notNullable();
    table.string('outcome').nullable();
    table.text('detail').nullable();
    table.string('agreement').nullable();
    table.text('agreement_reason').nullable();
    table.string('finished_at').nullable();
    table.primary(['run_id', 'namespace']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('probe_attempts');
  await knex.schema.dropTable('probe_runs');
};
