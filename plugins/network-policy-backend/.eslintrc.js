/** Folders of src/ from the lowest floor to the highest: a file imports from its own floor's folder and from below. */
const floors = [
  ['concurrency'],
  ['audit', 'config', 'database', 'paging', 'permissions', 'schema'],
  ['clusters'],
  ['state'],
  ['metrics', 'targets'],
  ['entities', 'walkthrough'],
  ['ownership'],
  ['exposures', 'probes'],
  ['reach'],
  ['explanation', 'fleet', 'live'],
  ['routes'],
];

/** What each folder must not import: all folders of higher floors, and the others of its own. */
const zones = floors.flatMap((folders, floor) =>
  folders.map(folder => ({
    target: `./src/${folder}`,
    from: floors
      .slice(floor)
      .flat()
      .filter(other => other !== folder)
      .map(other => `./src/${other}`),
    message: 'Imports go down only: see the floors in .eslintrc.js.',
  })),
);

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // PostgreSQL and replicas are started with the launcher's own code.
      files: ['src/__testUtils__/postgres/*.mjs', 'dev/replicas/*.ts'],
      rules: { '@backstage/no-relative-monorepo-imports': 'off' },
    },
    {
      // Tests start the whole plugin, whichever floor they are about.
      files: ['src/**/*.ts'],
      excludedFiles: ['**/*.test.ts', '**/__testUtils__/**'],
      settings: { 'import/resolver': { node: { extensions: ['.ts'] } } },
      rules: {
        'import/no-cycle': 'error',
        'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
      },
    },
  ],
});
