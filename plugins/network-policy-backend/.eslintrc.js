module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // PostgreSQL and replicas are started with the launcher's own code.
      files: ['src/__testUtils__/postgres/*.mjs', 'dev/replicas/*.ts'],
      rules: { '@backstage/no-relative-monorepo-imports': 'off' },
    },
  ],
});
