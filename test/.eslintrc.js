module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // The portal whose clusters fail decides about permissions as the one that `npm start` brings up.
      files: ['faults/portal/index.ts'],
      rules: { '@backstage/no-relative-monorepo-imports': 'off' },
    },
    {
      // The journeys start the portal with the launcher's own code, and logs are searched by the rule of all others.
      files: ['journey/setup/*.mjs', 'faults/security/logs.ts'],
      rules: { '@backstage/no-relative-monorepo-imports': 'off' },
    },
  ],
});
