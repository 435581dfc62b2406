import {
  evaluateReach,
  NamespaceRow,
  Pod,
  podsOfService,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { createDirectory, Directory } from '../asking/directory';
import { describeEndpoint, EndpointReference } from '../asking/endpoint';
import { typedEndpoint } from '../asking/typed';
import { exitCodeOf, linesOf, StateCommandOptions } from '../command';
import { CommandResult } from '../run';
import { UnusableInputError } from '../failure';
import { Report } from '../printing/report';
import { Cell } from '../printing/table';
import { loadState } from '../reading/state';
import { Terminal } from '../terminal';
import { whyOf } from '../words/why';

/** Options of `reach`. */
export type ReachOptions = StateCommandOptions & { target: string };

type Target = Exclude<EndpointReference, { kind: 'address' }>;

const headlines: Record<TargetReach['headline'], string> = {
  'not-isolated':
    'Nothing isolates its pods: everybody may connect, from outside the cluster too.',
  'open-to-all': 'Open to all namespaces.',
  'open-to-some': 'Open to some namespaces.',
  'closed-to-others': 'Closed to other namespaces.',
  closed: 'Closed to everybody.',
};

const outsides: Record<TargetReach['outside'], string> = {
  admitted: 'Sources outside the cluster are admitted.',
  partly: 'Some addresses outside the cluster are admitted.',
  'shut-out': 'Sources outside the cluster are shut out.',
};

function targetOf(directory: Directory, text: string): Target {
  const target = typedEndpoint(directory, 'reach', text, 'service');
  if (target.kind === 'address') {
    throw new UnusableInputError(
      `reach ${text}: who reaches an address outside the cluster is not known: name a Service, a workload or a pod`,
    );
  }
  return target;
}

function podsOf(directory: Directory, target: Target): readonly Pod[] {
  const { namespace, name } = target;
  if (target.kind === 'service') {
    const service = directory.service(namespace, name);
    if (service) {
      return podsOfService(directory.cluster, service);
    }
  } else if (target.kind === 'workload') {
    const kind = target.workloadKind;
    const pods = directory.workload({ namespace, kind, name });
    if (pods) {
      return pods;
    }
  } else {
    const pod = directory.pod(namespace, name);
    if (pod) {
      return [pod];
    }
  }
  throw new UnusableInputError(`There is no ${describeEndpoint(target)}.`);
}

const formatPorts = (ports: NamespaceRow['ports']) =>
  ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', ');

function reachCell(text: NamespaceRow['reach']): Cell {
  const meanings = {
    all: 'allowed',
    some: 'warning',
    none: 'denied',
  } as const;
  return { text, meaning: meanings[text] };
}

// Of pods that are not known nothing is: neither that the target is closed nor that it is open.
const unknown = {
  headline: 'not-known',
  outside: 'not-known',
  sentence: 'Not known: none of its pods is known.',
} as const;

function reportOf(target: Target, found: TargetReach): Report {
  const { pods, ports, namespaces, partial } = found;
  const words =
    pods === 0
      ? unknown
      : {
          headline: found.headline,
          outside: found.outside,
          sentence: `${headlines[found.headline]} ${outsides[found.outside]}`,
        };
  const count = pods === 1 ? '1 pod' : `${pods} pods`;
  const portList = ports.length > 0 ? `, ${formatPorts(ports)}` : '';
  const { kind, ...named } = target;
  const headline = `${describeEndpoint(target)} (${count}${portList}): ${
    words.sentence
  }`;
  return {
    data: {
      target: { kind, ...named },
      ...found,
      headline: words.headline,
      outside: words.outside,
    },
    table: {
      columns: ['namespace', 'reach', 'pods', 'ports', 'why'],
      rows: namespaces.map(row => [
        row.namespace,
        reachCell(row.reach),
        `${row.pods.allowed}/${row.pods.total}`,
        formatPorts(row.ports),
        whyOf(row),
      ]),
    },
    headline,
    partial,
    above: [headline, ''],
  };
}

/**
 * Who can connect to a Service, a workload or a pod, by namespace.
 *
 * @throws UnusableInputError where there is no such thing
 */
export async function reach(
  options: ReachOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const state = await loadState(options, terminal);
  const directory = createDirectory(state);
  const target = targetOf(directory, options.target);
  const pods = podsOf(directory, target);
  const { namespace } = target;
  const reached = evaluateReach(directory.cluster, { namespace, pods });
  const found = {
    ...reached,
    partial: [...state.missing, ...reached.partial],
  };
  return {
    exitCode: exitCodeOf([state]),
    lines: linesOf(reportOf(target, found), options.output, terminal),
  };
}
