import { differenceOf } from 'backstage-plugin-network-policy-common';
import { clusterByPolicies } from '../asking/byPolicies';
import { exitCodeOf, linesOf } from '../command';
import { CommandResult } from '../run';
import { UnusableInputError } from '../failure';
import { Format, Report } from '../printing/report';
import { countInto, createProgress } from '../progress';
import { standardInput } from '../reading/standardInput';
import { loadState, StateOptions } from '../reading/state';
import { Terminal } from '../terminal';
import { tellChange, ToldChange } from '../words/changes';
import { describeSide, sideData } from '../words/connections';

/** Options of `diff`. */
export type DiffOptions = Pick<StateOptions, 'strict' | 'quiet'> & {
  before: string;
  after: string;
  output: Format;
  failOn?: 'gains' | 'losses' | 'any';
};

function reportOf(
  changes: readonly ToldChange[],
  partial: readonly string[],
): Report {
  const count = (wanted: ToldChange['change']) =>
    changes.filter(({ change }) => change === wanted).length;
  const gains = count('gains');
  const losses = count('loses');
  const headline =
    changes.length === 0
      ? 'Nobody gains or loses access.'
      : `${gains} gained, ${losses} lost`;
  return {
    data: {
      gains,
      losses,
      changes: changes.map(({ change, from, to, ports, because }) => ({
        change,
        from: sideData(from),
        to: sideData(to),
        ports: ports.toRanges(),
        because,
      })),
      partial,
    },
    table: {
      columns: ['change', 'from', 'to', 'ports', 'because'],
      rows: changes.map(({ change, from, to, ports, because }) => [
        { text: change, meaning: change === 'gains' ? 'allowed' : 'denied' },
        describeSide(from),
        describeSide(to),
        ports.toString(),
        because.join(' '),
      ]),
    },
    headline,
    partial,
    below: changes.length === 0 ? [headline] : ['', headline],
  };
}

function isFailure(
  changes: readonly ToldChange[],
  failOn: DiffOptions['failOn'],
): boolean {
  const failing = {
    gains: ['gains'],
    losses: ['loses'],
    any: ['gains', 'loses'],
  };
  return (
    failOn !== undefined &&
    changes.some(({ change }) => failing[failOn].includes(change))
  );
}

/**
 * Who gains and who loses access between two states.
 *
 * @throws UnusableInputError where one of them cannot be read
 */
export async function diff(
  options: DiffOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const { before, after, strict, quiet } = options;
  if (before === standardInput && after === standardInput) {
    throw new UnusableInputError(
      'Only one of the two states can come by standard input.',
    );
  }
  const states = [
    await loadState({ paths: [before], strict, quiet }, terminal),
    await loadState({ paths: [after], strict, quiet }, terminal),
  ];
  const [was, is] = states.map(clusterByPolicies);
  // What both states leave open is said once.
  const partial = [...new Set([...was.partial, ...is.partial])];
  const progress = createProgress(quiet ? undefined : terminal.stderr);
  const changes = countInto(
    progress,
    'Comparing connections',
    differenceOf(was.cluster, is.cluster),
  ).flatMap(tellChange);
  return {
    exitCode: exitCodeOf(states, isFailure(changes, options.failOn)),
    lines: linesOf(reportOf(changes, partial), options.output, terminal),
  };
}
