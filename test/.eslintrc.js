module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // The journeys start the portal with the launcher's own code.
      files: ['journey/setup/*.mjs'],
      rules: { '@backstage/no-relative-monorepo-imports': 'off' },
    },
  ],
});
