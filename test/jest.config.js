const swc = require.resolve('@backstage/cli/config/jestSwcTransform');

// Packages without CommonJS.
const modules = [
  '@kubernetes/client-node',
  'openid-client',
  'oauth4webapi',
  'jose',
];

// The CLI looks for tests below src; here they lie beside what they test.
module.exports = {
  rootDir: __dirname,
  displayName: 'network-policy-test',
  testEnvironment: 'node',
  testMatch: [
    '<rootDir>/bench/**/*.test.ts',
    '<rootDir>/demo-cluster/**/*.test.ts',
    '<rootDir>/conformance/**/*.test.ts',
    '<rootDir>/enforcement/**/*.test.ts',
    '<rootDir>/faults/**/*.test.ts',
  ],
  transform: {
    '\\.ts$': [swc, { jsc: { parser: { syntax: 'typescript' } } }],
    '\\.js$': [swc, { jsc: { parser: { syntax: 'ecmascript' } } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${modules.join('|')})/)`],
};
