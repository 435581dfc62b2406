import { End } from '../evaluators/evaluator';
import { PortRanges } from '../evaluators/portRanges';
import { ContainerPort, Labels, RawObject } from '../naive/objects';
import { blocksIn, boundaries, Range, rangeHolds, readRange } from './ranges';
import { CorpusCase, Expectation, readCases } from './corpusCase';
import { expectedPorts, ExpectedPorts } from './expectedPorts';
import { namespaceOf, podOf, ShortObject } from './shortPod';

interface Line {
  src: string;
  dst: string;
  ports: ExpectedPorts;
}

/** A pod of a case, of the workload `namespace/name[Kind]`. */
export interface AnalysedPod {
  namespace: string;
  name: string;
  labels: Labels;
  ports: ContainerPort[];
  podIPs: string[];
  workload: string;
}

export interface AnalyserCase {
  name: string;
  namespaces: ShortObject[];
  pods: AnalysedPod[];
  resources: RawObject[];
  expected: Line[];
  /** Connections that come from Ingress and Route objects. */
  expectedIngressController: Line[];
}

const external = '[External]';
const isExternal = (side: string) => side.endsWith(external);

/**
 * A resource as the tool that made these cases sees it: it takes a pod on the host's network, or one that has ended, for
 * any other pod. We do not (rules 16 and 17), so the cases are read with those fields taken out.
 */
function withoutState(resource: RawObject): RawObject {
  if (resource.kind !== 'Pod') return resource;
  const { hostNetwork: _, ...spec } = resource.spec;
  return {
    ...resource,
    spec,
    status: { ...resource.status, phase: 'Running' },
  };
}

/** What the lines say of a pair of sides, one of which may be an address. */
function portsBetween(
  lines: readonly Line[],
  isSource: (side: string) => boolean,
  isDestination: (side: string) => boolean,
): PortRanges {
  return expectedPorts(
    lines
      .filter(({ src, dst }) => isSource(src) && isDestination(dst))
      .map(({ ports }) => ports),
  );
}

const rangeOf = (side: string): Range =>
  readRange(side.slice(0, -external.length));

const holds = (address: string) => (side: string) =>
  isExternal(side) && rangeHolds(rangeOf(side), address);

function withPods(
  pods: readonly AnalysedPod[],
  lines: readonly Line[],
): Expectation[] {
  return pods.flatMap(from =>
    pods
      // Connections of a workload to itself are never listed.
      .filter(to => to.workload !== from.workload)
      .map(to => ({
        from: { pod: `${from.namespace}/${from.name}` },
        to: { pod: `${to.namespace}/${to.name}` },
        ports: portsBetween(
          lines,
          side => side === from.workload,
          side => side === to.workload,
        ),
      })),
  );
}

function withAddresses(
  pods: readonly AnalysedPod[],
  lines: readonly Line[],
  addresses: readonly string[],
): Expectation[] {
  return pods.flatMap(({ namespace, name, workload }) => {
    const pod: End = { pod: `${namespace}/${name}` };
    const isWorkload = (side: string) => side === workload;
    return addresses.flatMap(address => [
      {
        from: { address },
        to: pod,
        ports: portsBetween(lines, holds(address), isWorkload),
      },
      {
        from: pod,
        to: { address },
        ports: portsBetween(lines, isWorkload, holds(address)),
      },
    ]);
  });
}

function expectationsOf({
  pods,
  resources,
  expected,
}: AnalyserCase): Expectation[] {
  const listed = expected
    .flatMap(({ src, dst }) => [src, dst])
    .filter(isExternal)
    .map(rangeOf);
  const addresses = boundaries([...listed, ...blocksIn(resources)]);
  return [
    ...withPods(pods, expected),
    ...withAddresses(pods, expected, addresses),
  ];
}

/** The cases of both folders as they are written. */
export function analyserCases(): AnalyserCase[] {
  return ['cases', 'parsed-examples'].flatMap(folder =>
    readCases<AnalyserCase>(`netpol-analyzer/${folder}`),
  );
}

/** The manifests of a case, as it asks to read them. */
export const manifestsOf = ({
  resources,
}: Pick<AnalyserCase, 'resources'>): RawObject[] => resources.map(withoutState);

/** The connections between all pods of different workloads, and with addresses on both sides of every boundary. */
export function netpolAnalyzerCases(): CorpusCase[] {
  return analyserCases().map(analysed => {
    const policies = analysed.resources.filter(({ kind }) =>
      kind.endsWith('NetworkPolicy'),
    );
    return {
      name: analysed.name,
      states: [
        {
          manifests: manifestsOf(analysed),
          written: [
            ...analysed.namespaces.map(namespaceOf),
            ...analysed.pods.map(pod => podOf({ ...pod, hostNetwork: false })),
            ...policies,
          ],
          expectations: expectationsOf(analysed),
        },
      ],
    };
  });
}
