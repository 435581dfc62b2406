import { ClusterIndex } from '../cluster/ClusterIndex';
import { IndexedNamespace } from '../cluster/indexedNamespace';
import { notIsolated } from '../policies/judgeSide';
import { Port } from '../schema/openapi';
import { JudgedNamespace } from './judgeNamespace';
import { TargetJudge } from './judgeSource';

const nothing: readonly never[] = [];

/**
 * Judges namespaces whose policies say nothing about the one target: all pods that no policy isolates may connect as far
 * as their egress goes, and no other. That is most namespaces.
 *
 * @returns undefined for a namespace whose sources must be judged one by one
 */
export function judgeAtOnce(
  index: ClusterIndex,
  { isPeer, ingressOf }: TargetJudge,
  ports: readonly Port[],
): (namespace: IndexedNamespace) => JudgedNamespace | undefined {
  return namespace => {
    const { peers, open, closed, noRule } = index.digest(namespace);
    if (!peers || peers.some(isPeer)) {
      return undefined;
    }
    const [{ prepared }] = index.sources(namespace);
    const ingress = ingressOf(prepared);
    if (!ingress || ingress.questions.length > 0) {
      return undefined;
    }
    const admitted = ingress.verdict.allowed;
    if (admitted && open > 0 && closed > 0) {
      return undefined;
    }
    const all = admitted && closed === 0;
    return {
      reach: all ? 'all' : 'none',
      pods: { allowed: all ? open : 0, total: open + closed },
      ports: all ? ports : nothing,
      ingress: ingress.verdict,
      egress: noRule ?? notIsolated.verdict,
      admitted,
      unequal: false,
      partial: nothing,
    };
  };
}
