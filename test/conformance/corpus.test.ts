import { createHash } from 'node:crypto';
import { engineEvaluator } from './evaluators/engineEvaluator';
import { Evaluator } from './evaluators/evaluator';
import { naiveEvaluator } from './evaluators/naiveEvaluator';
import { caseFiles, CorpusCase, CorpusState } from './suites/corpusCase';
import { analyserCases, netpolAnalyzerCases } from './suites/netpolAnalyzer';
import {
  clusterNetworkPolicyCases,
  recipeCases,
} from './suites/singleConnections';
import { truthTableCases } from './suites/truthTables';

const suites: [suite: string, count: number, cases: CorpusCase[]][] = [
  ['netpol-analyzer', 120, netpolAnalyzerCases()],
  ['cyclonus', 122, truthTableCases('cyclonus/cases')],
  ['k8s-e2e-netpol', 20, truthTableCases('k8s-e2e-netpol/cases')],
  ['network-policy-api-conformance', 12, clusterNetworkPolicyCases()],
  ['recipes', 18, recipeCases()],
];
const evaluators: readonly Evaluator[] = [engineEvaluator, naiveEvaluator];
const total = suites.reduce((sum, [, count]) => sum + count, 0);

const passed = new Map(evaluators.map(({ name }) => [name, 0]));
let connections = 0;

/** What an evaluator says otherwise than a state of a case expects. */
function differences(evaluator: Evaluator, state: CorpusState): unknown[] {
  const { ask, allowedPorts } = evaluator.read(state);
  return state.expectations.flatMap((expectation): unknown[] => {
    if ('ports' in expectation) {
      const { from, to, ports } = expectation;
      const actual = allowedPorts(from, to);
      return JSON.stringify(actual) === JSON.stringify(ports)
        ? []
        : [{ from, to, expected: ports, actual }];
    }
    const { question, expected } = expectation;
    const answer = ask(question);
    const keys = Object.keys(expected) as (keyof typeof expected)[];
    return keys.every(key => answer[key] === expected[key])
      ? []
      : [{ ...question, expected, answer }];
  });
}

it('is, byte by byte, what was taken from the suites', () => {
  const hash = createHash('sha256');
  caseFiles().forEach(content => hash.update(content));
  expect(hash.digest('hex')).toBe(
    'dd8af85b0e7e4017fa1d956b78cf26e1a3f6d61d07809dc626a7715fed6388bb',
  );
});

describe.each(evaluators)('$name agrees with the corpus', evaluator => {
  describe.each(suites)('%s', (_suite, count, cases) => {
    it(`has ${count} cases`, () => {
      expect(cases).toHaveLength(count);
    });

    it.each(cases)('$name', ({ states }) => {
      const expectations = states.flatMap(state => state.expectations);
      expect(expectations).not.toEqual([]);
      expect(states.flatMap(state => differences(evaluator, state))).toEqual(
        [],
      );
      connections += expectations.length;
      passed.set(evaluator.name, (passed.get(evaluator.name) ?? 0) + 1);
    });
  });
});

afterAll(() => {
  const lines = analyserCases().flatMap(one => one.expectedIngressController);
  const counts = evaluators.map(
    ({ name }) =>
      `corpus: ${passed.get(name)} of ${total} cases agree with ${name}`,
  );
  process.stderr.write(
    [
      ...counts,
      `corpus: ${connections} connections and sets of ports were compared`,
      `corpus: left out: ${lines.length} connections from {ingress-controller}, which come from Ingress and Route objects, not from policies`,
      '',
    ].join('\n'),
  );
});
