const swc = require.resolve('@backstage/cli/config/jestSwcTransform');

// The CLI looks for tests below src; here they lie beside what they test.
module.exports = {
  rootDir: __dirname,
  displayName: 'network-policy-test',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/demo-cluster/**/*.test.ts'],
  transform: {
    '\\.ts$': [swc, { jsc: { parser: { syntax: 'typescript' } } }],
  },
};
