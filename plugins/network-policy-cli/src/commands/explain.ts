import { Answer, ask, Question, Tried } from '../asking/ask';
import { describeQuestion } from '../asking/assertion';
import { verdictOf } from '../asking/check';
import { createDirectory, Directory } from '../asking/directory';
import { spellEndpoint } from '../asking/endpoint';
import { typedEndpoint, typedPort, typedProtocol } from '../asking/typed';
import { exitCodeOf, linesOf, StateCommandOptions } from '../command';
import { CommandResult } from '../run';
import { UnusableInputError } from '../failure';
import { Report } from '../printing/report';
import { Paint } from '../printing/style';
import { Cell } from '../printing/table';
import { loadState, State } from '../reading/state';
import { Terminal } from '../terminal';
import { explainSide, SideExplanation } from '../words/explanation';
import { describeEnd, describePolicy } from '../words/sides';

/** Options of `explain`. */
export type ExplainOptions = StateCommandOptions & {
  from: string;
  to: string;
  port?: string;
  protocol?: string;
};

function questionOf(options: ExplainOptions, directory: Directory): Question {
  const from = typedEndpoint(directory, '--from', options.from);
  if (from.kind === 'service') {
    throw new UnusableInputError(
      `--from ${options.from}: a Service connects to nothing: name one of its pods`,
    );
  }
  const to = typedEndpoint(directory, '--to', options.to);
  const port = typedPort(options.port);
  const protocol = typedProtocol(options.protocol);
  return {
    from,
    to,
    ...(port !== undefined && { port }),
    ...(protocol && { protocol }),
  };
}

/** Which of several connections the reasons are about, where that is not clear from the question. */
function* aboutWhat(
  { port: asked }: Question,
  { from, leg, port }: Tried,
): Generator<string> {
  const { servicePort } = leg;
  const ends = `${describeEnd(from)} to ${describeEnd(leg.to)}`;
  const number = `${port.protocol} ${port.port}`;
  if (servicePort) {
    yield `Port ${servicePort.port} of the Service leads to ${describeEnd(
      leg.to,
    )}, ${number}.`;
  }
  if (asked === undefined) {
    yield `The reasons are those of ${ends} on ${number}.`;
  }
}

function sidesOf({ decisive }: Answer, state: State) {
  if (!decisive) {
    return undefined;
  }
  const { from, leg, verdict } = decisive;
  return {
    egress: explainSide('egress', verdict.egress, from, state),
    ingress: explainSide('ingress', verdict.ingress, leg.to, state),
  };
}

function rowsOf(name: string, side: SideExplanation): Cell[][] {
  const { allowed, because, policies } = side;
  const verdict: Cell = allowed
    ? { text: 'allowed', meaning: 'allowed' }
    : { text: 'denied', meaning: 'denied' };
  const common = [name, verdict, because];
  return policies.length === 0
    ? [[...common, '', '', '', '']]
    : policies.map(policy => [
        ...common,
        describePolicy(policy),
        'rule' in policy ? policy.path : '',
        policy.file,
        policy.line?.toString(),
      ]);
}

function reportOf(question: Question, answer: Answer, state: State): Report {
  const sides = sidesOf(answer, state);
  const { allowed, unknown, decisive, ports, notes, partial } = answer;
  const { from, to, port, protocol } = question;
  const verdict = verdictOf(answer);
  const why = unknown === undefined ? [] : [`Not known: ${unknown}.`];
  return {
    data: {
      from: spellEndpoint(from),
      to: spellEndpoint(to),
      ...(port !== undefined && { port, protocol: protocol ?? 'TCP' }),
      ...(port === undefined && protocol && { protocol }),
      allowed,
      verdict,
      ...(ports && { ports: ports.toRanges() }),
      ...(notes.length > 0 && { notes }),
      partial: [...partial, ...why],
      ...(sides && {
        egress: sides.egress.explanation,
        ingress: sides.ingress.explanation,
      }),
      ...(decisive && {
        decidedBy: {
          from: describeEnd(decisive.from),
          to: describeEnd(decisive.leg.to),
          ...decisive.port,
        },
      }),
    },
    table: {
      columns: ['side', 'verdict', 'because', 'policy', 'rule', 'file', 'line'],
      rows: sides
        ? [
            ...rowsOf('egress', sides.egress.explanation),
            ...rowsOf('ingress', sides.ingress.explanation),
          ]
        : [['', { text: 'not known', meaning: 'warning' }, unknown]],
    },
    headline: [
      `${describeQuestion(question)}: ${verdict.replace('-', ' ')}`,
      ...(ports ? [`Allowed: ${ports}.`] : []),
      ...notes,
    ].join('. '),
    partial: [...partial, ...why],
    *text(paint: Paint) {
      yield `${describeQuestion(question)}: ${
        verdict === 'not-known'
          ? paint('not known', 'warning')
          : paint(verdict, verdict)
      }`;
      yield* why;
      if (ports) {
        yield `Allowed: ${ports}.`;
      }
      yield* notes;
      if (decisive) {
        yield* aboutWhat(question, decisive);
      }
      if (sides) {
        yield* sides.egress.lines(paint);
        yield* sides.ingress.lines(paint);
      }
      if (partial.length > 0) {
        yield '';
        yield* partial.map(
          sentence => `${paint('Partial:', 'warning')} ${sentence}`,
        );
      }
    },
  };
}

/**
 * Explains one connection: both sides, with the rules that decide as their files write them.
 *
 * @throws UnusableInputError where one of the ends does not exist
 */
export async function explain(
  options: ExplainOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const state = await loadState(options, terminal);
  const directory = createDirectory(state);
  const question = questionOf(options, directory);
  const answer = ask(directory, question);
  if ('missing' in answer) {
    throw new UnusableInputError(
      `--${answer.path} ${options[answer.path]}: ${answer.missing}`,
    );
  }
  return {
    exitCode: exitCodeOf([state]),
    lines: linesOf(
      reportOf(question, answer.found, state),
      options.output,
      terminal,
    ),
  };
}
