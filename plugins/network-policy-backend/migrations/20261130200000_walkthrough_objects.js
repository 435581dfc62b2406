// @ts-check

/**
 * What the walkthrough has made, by uid: names and labels can be anybody's, and it removes nothing else.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('walkthrough_objects', table => {
    table.string('cluster').notNullable();
    table.string('uid').notNullable().comment('metadata.uid of the object');
    table.string('kind').notNullable().comment('For people who look in here');
    table.primary(['cluster', 'uid', 'kind']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('walkthrough_objects');
};
