import { PodPort } from '../policies/matchPort';
import { SideVerdict } from '../policies/sideVerdict';
import { openQuestions } from '../verdict/judgeConnection';
import { atPort, isEach, JudgedPorts } from './judgedPorts';

/** What policies say of a source and one target. */
export interface JudgedPair {
  connects: boolean;
  /** Whether it connects to some pods of the target only: those that its own node runs. */
  partly?: boolean;
  /** Whether the target's ingress admits the source. */
  admitted: boolean;
  /** The ports that it can reach. */
  ports: readonly PodPort[];
  /** The verdicts that decide: of the ports that connect, else of those that come nearest to it. */
  ingress: readonly SideVerdict[];
  egress: readonly SideVerdict[];
  partial: readonly string[];
}

interface JudgedPort {
  port: PodPort;
  egress: SideVerdict;
  ingress: SideVerdict;
  partial: readonly string[];
}

function nearness({ egress, ingress }: JudgedPort): number {
  return (ingress.allowed ? 2 : 0) + (egress.allowed ? 1 : 0);
}

/** What the answers about each port come to. */
export function pairOf(judged: readonly JudgedPort[]): JudgedPair {
  let nearest = 0;
  let admitted = false;
  for (const one of judged) {
    nearest = Math.max(nearest, nearness(one));
    admitted ||= one.ingress.allowed;
  }
  const decisive =
    judged.length === 1
      ? judged
      : judged.filter(one => nearness(one) === nearest);
  const connects = nearest === 3;
  return {
    connects,
    admitted,
    ports: connects ? decisive.map(({ port }) => port) : [],
    ingress: decisive.map(({ ingress }) => ingress),
    egress: decisive.map(({ egress }) => egress),
    partial: decisive.flatMap(({ partial }) => partial),
  };
}

/** What the answers of both sides come to. */
export function combine(
  egress: JudgedPorts,
  ingress: JudgedPorts,
  ports: readonly PodPort[],
): JudgedPair {
  if (isEach(egress) || isEach(ingress)) {
    return pairOf(
      ports.map((port, index) => {
        const out = atPort(egress, index);
        const into = atPort(ingress, index);
        return {
          port,
          egress: out.verdict,
          ingress: into.verdict,
          partial: openQuestions(out, into),
        };
      }),
    );
  }
  const connects = egress.verdict.allowed && ingress.verdict.allowed;
  return {
    connects,
    admitted: ingress.verdict.allowed,
    ports: connects ? ports : [],
    ingress: [ingress.verdict],
    egress: [egress.verdict],
    partial: openQuestions(egress, ingress),
  };
}
