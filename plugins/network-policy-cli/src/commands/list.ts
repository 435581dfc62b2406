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
import { loadState } from '../reading/state';
import { Terminal } from '../terminal';
import { describeSide, sideData } from '../words/connections';

function reportOf(connections: readonly Connection[]): Report {
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

// Workloads by name, then ranges as they come. Comparing numbers a million times is faster than comparing names.
function sorted(connections: readonly Connection[]): Connection[] {
  const keyOf = rememberFor((side: ConnectionSide) =>
    side.kind === 'range' ? '' : describeSide(side),
  );
  const keys = new Set(
    connections.flatMap(({ from, to }) => [keyOf(from), keyOf(to)]),
  );
  keys.delete('');
  const ranks = new Map([...keys].sort().map((key, rank) => [key, rank]));
  const rankOf = (side: ConnectionSide) => ranks.get(keyOf(side)) ?? ranks.size;
  const last = ranks.size + 1;
  return connections
    .map(connection => ({
      connection,
      rank: rankOf(connection.from) * last + rankOf(connection.to),
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
  const cluster = clusterByPolicies(state, options, terminal);
  const connections = sorted([...connectionsOf(cluster)]);
  return {
    exitCode: exitCodeOf([state]),
    lines: linesOf(reportOf(connections), options.output, terminal),
  };
}
