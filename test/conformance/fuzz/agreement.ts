import {
  allowedPorts,
  evaluateConnection,
  IndexedCluster,
  Protocol,
} from 'backstage-plugin-network-policy-common';
import { FuzzCase, pairsOf } from '../arbitraries/fuzzCase';
import { engineEnd, indexedClusterOf } from '../evaluators/engineEvaluator';
import { portsToAsk, protocols } from '../evaluators/portRanges';
import { NaiveEnd } from '../naive/ends';
import { naiveOutcomes, NaiveQuestion } from '../naive/naiveVerdict';
import { Objects } from '../naive/objects';

/** A question of which the engine and the naive evaluator think differently. */
export interface Difference extends NaiveQuestion {
  asked: 'evaluateConnection' | 'allowedPorts' | 'partial';
  engine: boolean;
  naive: readonly boolean[];
}

/** How many connections of a case are what. */
export interface Mix {
  allowed: number;
  denied: number;
  /** Of these, policies of equal priority leave the outcome open. */
  open: number;
}

const different = (engine: boolean, naive: Set<boolean>) =>
  naive.size === 1 && !naive.has(engine);

/** Asks both about one connection. */
function compareConnection(
  cluster: IndexedCluster,
  objects: Objects,
  question: NaiveQuestion,
  mix: Mix,
): Difference[] {
  const { from, to, protocol, port } = question;
  const { allowed, partial } = evaluateConnection(cluster, {
    from: engineEnd(cluster, from),
    to: engineEnd(cluster, to),
    port: { protocol: protocol as Protocol, port },
  });
  const outcomes = naiveOutcomes(objects, question);
  mix[allowed ? 'allowed' : 'denied'] += 1;
  mix.open += outcomes.size - 1;
  const naive = [...outcomes];
  if (different(allowed, outcomes)) {
    return [
      { ...question, asked: 'evaluateConnection', engine: allowed, naive },
    ];
  }
  const ifHeld = naiveOutcomes(objects, question, true);
  const isOpen = new Set([...outcomes, ...ifHeld]).size > 1;
  return isOpen && partial.length === 0
    ? [{ ...question, asked: 'partial', engine: allowed, naive }]
    : [];
}

/** Asks both about all ports between two ends. */
function comparePorts(
  cluster: IndexedCluster,
  objects: Objects,
  { from, to }: { from: NaiveEnd; to: NaiveEnd },
  asked: readonly number[],
): Difference[] {
  const ports = allowedPorts(cluster, {
    from: engineEnd(cluster, from),
    to: engineEnd(cluster, to),
  });
  return protocols.flatMap(protocol =>
    asked.flatMap((port): Difference[] => {
      const question = { from, to, protocol, port };
      const engine = ports.has(protocol, port);
      const naive = naiveOutcomes(objects, question);
      return different(engine, naive)
        ? [{ ...question, asked: 'allowedPorts', engine, naive: [...naive] }]
        : [];
    }),
  );
}

/**
 * Asks the engine and the naive evaluator about a cluster: about every pair of ends on one of the ports that matter, and
 * about one of the pairs on all ports.
 */
export function compareCase(fuzzed: FuzzCase, mix: Mix): Difference[] {
  const { objects, pick } = fuzzed;
  const cluster = indexedClusterOf(objects);
  const pairs = pairsOf(fuzzed);
  const ports = portsToAsk(objects);
  const connections = pairs.flatMap((pair, index) =>
    compareConnection(
      cluster,
      objects,
      {
        ...pair,
        protocol: protocols[(pick + index) % protocols.length],
        port: ports[(pick + 7 * index) % ports.length],
      },
      mix,
    ),
  );
  const pair = pairs[pick % pairs.length];
  return [...connections, ...comparePorts(cluster, objects, pair, ports)];
}
