module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // dev/ is a whole app, and an app brings the stylesheet of @backstage/ui.
      files: ['dev/index.tsx'],
      rules: { '@backstage/no-ui-css-imports-in-non-frontend': 'off' },
    },
  ],
});
