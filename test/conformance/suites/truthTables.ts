import { Question } from '../evaluators/evaluator';
import { NetworkPolicy } from '../naive/objects';
import { CorpusCase, Expectation, readCases } from './corpusCase';
import { namespaceOf, podOf, ShortObject, ShortPod } from './shortPod';

type Table = 'egress' | 'ingress' | 'combined';

interface Step {
  namespaces: ShortObject[];
  pods: ShortPod[];
  policies: NetworkPolicy[];
  order: string[];
  /** By protocol and port; one row for each source, one character for each destination. */
  tables: Record<string, Partial<Record<Table, string[]>>>;
}

const allowedOf = (cell: string) => cell === '.';

/** What the tables of a protocol and port say of one pair: `.` allowed, `X` blocked, `-` not said. */
function expectationOf(
  step: Step,
  question: Question,
  row: number,
  column: number,
): Expectation {
  // A pod cannot keep itself from its own address; the tables say otherwise where a policy selects it.
  if (row === column) return { question, expected: { allowed: true } };
  const tables = step.tables[`${question.protocol}/${question.port}`];
  const cell = (table: Table, answer: string) => {
    const said = tables[table]?.[row][column] ?? '-';
    return said === '-' ? {} : { [answer]: allowedOf(said) };
  };
  return {
    question,
    expected: {
      ...cell('egress', 'egress'),
      ...cell('ingress', 'ingress'),
      ...cell('combined', 'allowed'),
    },
  };
}

function expectationsOf(step: Step): Expectation[] {
  return Object.keys(step.tables).flatMap(key => {
    const [protocol, port] = key.split('/');
    return step.order.flatMap((from, row) =>
      step.order.map((to, column) =>
        expectationOf(
          step,
          {
            from: { pod: from },
            to: { pod: to },
            protocol,
            port: Number(port),
          },
          row,
          column,
        ),
      ),
    );
  });
}

/** The cases of a suite that says by tables which pods connect; each step is a state of its own. */
export function truthTableCases(folder: string): CorpusCase[] {
  return readCases<{ name: string; steps: Step[] }>(folder).map(
    ({ name, steps }) => ({
      name,
      states: steps.map(step => {
        const objects = [
          ...step.namespaces.map(namespaceOf),
          ...step.pods.map(podOf),
          ...step.policies,
        ];
        return {
          manifests: objects,
          written: objects,
          expectations: expectationsOf(step),
        };
      }),
    }),
  );
}
