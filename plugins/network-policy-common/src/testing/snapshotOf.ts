import { ClusterSnapshot } from '../kubernetes/clusterSnapshot';
import { parseNamespace } from '../kubernetes/parseNamespace';
import { parseNetworkPolicy } from '../kubernetes/parseNetworkPolicy';
import { parsePod } from '../kubernetes/parsePod';
import { parseService } from '../kubernetes/parseService';
import { Parsed } from '../parsing/parsed';

/** The value of a successful parse; fails the test otherwise. */
export function valueOf<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return parsed.value;
}

/** A snapshot of raw Kubernetes objects; kinds that verdicts do not need are left out. */
export function snapshotOf(
  resources: readonly { kind: string }[],
): ClusterSnapshot {
  const all = <T>(kind: string, parse: (raw: unknown) => Parsed<T>): T[] =>
    resources
      .filter(resource => resource.kind === kind)
      .map(resource => valueOf(parse(resource)));
  return {
    namespaces: all('Namespace', parseNamespace),
    pods: all('Pod', parsePod),
    services: all('Service', parseService),
    networkPolicies: all('NetworkPolicy', parseNetworkPolicy),
    notEvaluated: [],
  };
}
