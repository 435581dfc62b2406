import {
  Connection,
  ConnectionSide,
  connectionsOf,
  PortSet,
} from 'backstage-plugin-network-policy-common';
import { clusterByPolicies } from '../asking/byPolicies';
import { exitCodeOf, linesOf, StateCommandOptions } from '../command';
import { CommandResult } from '../run';
import { each } from '../printing/many';
import { Report } from '../printing/report';
import { countInto, createProgress } from '../progress';
import { loadState } from '../reading/state';
import { Terminal } from '../terminal';
import { describeSide, sideData } from '../words/connections';
import { tellPartial } from '../words/partial';

function reportOf(
  connections: readonly Connection[],
  partial: readonly string[],
): Report {
  const ranges = rememberFor((ports: PortSet) => ports.toRanges());
  const words = rememberFor((ports: PortSet) => ports.toString());
  const side = rememberFor(sideData);
  return {
    // The shape is a contract: nothing is added to it.
    data: {
      connections: each(connections, ({ from, to, allowed }) => ({
        from: side(from),
        to: side(to),
        allowed: ranges(allowed),
      })),
    },
    table: {
      columns: ['from', 'to', 'allowed'],
      rows: each(connections, ({ from, to, allowed }) => [
        describeSide(from),
        describeSide(to),
        words(allowed),
      ]),
    },
    partial,
    below: connections.length === 0 ? ['No connections are allowed.'] : [],
  };
}

/** What was made of an object once is there for the next time. */
function rememberFor<T extends object, U>(
  make: (item: T) => U,
): (item: T) => U {
  const known = new Map<T, U>();
  return item => {
    const found = known.get(item) ?? make(item);
    known.set(item, found);
    return found;
  };
}

/** What sides are sorted by: workloads by name, then ranges by address. */
function sortingKey(side: ConnectionSide): string {
  if (side.kind === 'workload') {
    return describeSide(side);
  }
  const parts = side.first.split('.').map(part => part.padStart(3, '0'));
  return `~${parts.length === 4 ? parts.join('.') : `~${side.first}`}`;
}

// Comparing numbers a million times is faster than comparing names.
function sorted(connections: readonly Connection[]): Connection[] {
  const keyOf = rememberFor(sortingKey);
  const keys = new Set(
    connections.flatMap(({ from, to }) => [keyOf(from), keyOf(to)]),
  );
  const ranks = new Map([...keys].sort().map((key, rank) => [key, rank]));
  const rankOf = (side: ConnectionSide) => ranks.get(keyOf(side)) ?? 0;
  return connections
    .map(connection => ({
      connection,
      rank: rankOf(connection.from) * ranks.size + rankOf(connection.to),
    }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ connection }) => connection);
}

/** Lists all connections between workloads and outside ranges. */
export async function list(
  options: StateCommandOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const state = await loadState(options, terminal);
  const { cluster, partial } = clusterByPolicies(state);
  tellPartial(partial, options.output, terminal);
  const progress = createProgress(options.quiet ? undefined : terminal.stderr);
  const found = countInto(
    progress,
    'Listing connections',
    connectionsOf(cluster),
  );
  const connections = sorted(found);
  return {
    exitCode: exitCodeOf([state]),
    lines: linesOf(reportOf(connections, partial), options.output, terminal),
  };
}
