import {
  ClusterExposure,
  exposuresOf,
  IndexedCluster,
} from 'backstage-plugin-network-policy-common';
import { exitCodeOf, linesOf, StateCommandOptions } from '../command';
import { Report } from '../printing/report';
import { formatPlace } from '../reading/problem';
import { loadState, State } from '../reading/state';
import { CommandResult } from '../run';
import { Terminal } from '../terminal';
import { describeEffects, describeWidth } from '../words/effects';
import { rulePath } from '../words/sides';

function formatPorts({ ports }: ClusterExposure): string {
  return ports
    .map(({ protocol, port, endPort }) =>
      [protocol, [port, endPort].filter(Boolean).join('-')]
        .filter(Boolean)
        .join(' '),
    )
    .join(', ');
}

function formatServices({ services }: ClusterExposure): string {
  return services
    .map(({ namespace, name }) => `${namespace}/${name}`)
    .join(', ');
}

function reportOf(found: readonly ClusterExposure[], state: State): Report {
  const placed = found.map(exposure => ({
    exposure,
    quote: state.quote(exposure.policy, rulePath('ingress', exposure.policy)),
  }));
  return {
    data: {
      exposures: placed.map(({ exposure, quote }) => ({
        ...exposure,
        ...(quote?.file !== undefined && {
          file: quote.file,
          document: quote.document,
          line: quote.line,
        }),
      })),
      partial: state.snapshot.notEvaluated,
    },
    table: {
      columns: [
        'namespace',
        'policy',
        'open to',
        'ports',
        'pods',
        'services',
        'effect',
        'owner',
        'reason',
        'review by',
        'written in',
      ],
      rows: placed.map(({ exposure, quote }) => [
        exposure.namespace,
        exposure.policy.name,
        describeWidth(exposure),
        formatPorts(exposure) || 'all',
        String(exposure.pods),
        formatServices(exposure),
        describeEffects(exposure),
        exposure.owner,
        exposure.reason,
        exposure.reviewBy,
        quote?.file && formatPlace(quote.file, quote.line),
      ]),
    },
    partial: state.snapshot.notEvaluated,
    below:
      found.length === 0 ? ['Nothing is shared beyond its namespace.'] : [],
  };
}

/** Lists what is shared beyond its namespace, widest first. */
export async function exposures(
  options: StateCommandOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const state = await loadState(options, terminal);
  const found = exposuresOf(IndexedCluster.from(state.snapshot));
  return {
    exitCode: exitCodeOf([state]),
    lines: linesOf(reportOf(found, state), options.output, terminal),
  };
}
