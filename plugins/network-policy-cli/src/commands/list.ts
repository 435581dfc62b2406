import {
  Connection,
  connectionsOf,
} from 'backstage-plugin-network-policy-common';
import { clusterByPolicies } from '../asking/byPolicies';
import { exitCodeOf, linesOf, StateCommandOptions } from '../command';
import { CommandResult } from '../run';
import { Report } from '../printing/report';
import { loadState } from '../reading/state';
import { Terminal } from '../terminal';
import { describeSide, sideData } from '../words/connections';

function reportOf(connections: readonly Connection[]): Report {
  return {
    // The shape is a contract: nothing is added to it.
    data: {
      connections: connections.map(({ from, to, allowed }) => ({
        from: sideData(from),
        to: sideData(to),
        allowed: allowed.toRanges(),
      })),
    },
    table: {
      columns: ['from', 'to', 'allowed'],
      rows: connections.map(({ from, to, allowed }) => [
        describeSide(from),
        describeSide(to),
        allowed.toString(),
      ]),
    },
    below:
      connections.length === 0 ? ['No connections are allowed.'] : undefined,
  };
}

// Workloads by name, ranges last and by address as they come; each side is described once, though it is in many lines.
function sorted(found: Iterable<Connection>): Connection[] {
  const keys = new Map<Connection['from'], string>();
  const keyOf = (side: Connection['from']) => {
    const known = keys.get(side);
    if (known !== undefined) {
      return known;
    }
    const key = side.kind === 'range' ? '~' : describeSide(side);
    keys.set(side, key);
    return key;
  };
  const compare = (one: string, other: string) => {
    if (one === other) {
      return 0;
    }
    return one < other ? -1 : 1;
  };
  return [...found].sort(
    (one, other) =>
      compare(keyOf(one.from), keyOf(other.from)) ||
      compare(keyOf(one.to), keyOf(other.to)),
  );
}

/** Lists all connections between workloads and outside ranges. */
export async function list(
  options: StateCommandOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const state = await loadState(options, terminal);
  const cluster = clusterByPolicies(state, options, terminal);
  const connections = sorted(connectionsOf(cluster));
  return {
    exitCode: exitCodeOf([state]),
    lines: linesOf(reportOf(connections), options.output, terminal),
  };
}
