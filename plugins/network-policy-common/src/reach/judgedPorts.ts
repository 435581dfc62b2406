import { AddressFamily } from '../kubernetes/addresses';
import { End } from '../policies/end';
import { judgeSide, notIsolated } from '../policies/judgeSide';
import { PodPort, PortContext } from '../policies/matchPort';
import { matchSide } from '../policies/matchSide';
import { Side } from '../policies/side';
import { JudgedSide, SideVerdict } from '../policies/sideVerdict';
import { notSubject } from '../verdict/matchConnection';

/** What a side says on each of some ports; one answer where all are the same. */
export type JudgedPorts = JudgedSide | readonly JudgedSide[];

/** Whether there is an answer for each port. */
export function isEach(judged: JudgedPorts): judged is readonly JudgedSide[] {
  return Array.isArray(judged);
}

/** What is said of the port at an index. */
export function atPort(judged: JudgedPorts, index: number): JudgedSide {
  return isEach(judged) ? judged[index] : judged;
}

/** Adds the verdicts about some ports, given as bits, to others; each is there once. */
export function addVerdicts(
  judged: JudgedPorts,
  ports: number,
  verdicts: SideVerdict[],
): void {
  if (!isEach(judged)) {
    addOnce(judged.verdict, verdicts);
    return;
  }
  for (let index = 0; index < judged.length; index++) {
    if (ports & (1 << index)) {
      addOnce(judged[index].verdict, verdicts);
    }
  }
}

function addOnce(verdict: SideVerdict, verdicts: SideVerdict[]): void {
  if (!verdicts.includes(verdict)) {
    verdicts.push(verdict);
  }
}

/** Whether something that is not known could turn an answer. */
export function isOpenQuestion(judged: JudgedPorts): boolean {
  return isEach(judged)
    ? judged.some(({ questions }) => questions.length > 0)
    : judged.questions.length > 0;
}

/** The ports that are allowed, as bits. */
export function allowedPorts(judged: JudgedPorts, count: number): number {
  let allowed = 0;
  for (let index = 0; index < count; index++) {
    if (atPort(judged, index).verdict.allowed) {
      allowed |= 1 << index;
    }
  }
  return allowed;
}

/** What a side says of another end that none of its rules match. */
export function judgeUnmatched({ noRule }: Side): JudgedSide {
  return noRule ?? notIsolated;
}

/**
 * Asks what a side says of the other end on each of some ports.
 *
 * @param ports - at least one
 */
export function judgePorts(
  side: Side | undefined,
  other: End,
  family: AddressFamily | undefined,
  ports: readonly PodPort[],
  context: PortContext,
): JudgedPorts {
  if (!side) {
    return notSubject;
  }
  const matched = matchSide(side, other, family);
  if (
    matched.admin.length === 0 &&
    matched.networkPolicy.length === 0 &&
    (side.noRule || matched.baseline.length === 0)
  ) {
    return judgeUnmatched(side);
  }
  const each = ports.map(port => judgeSide(matched, port, context));
  return each.length === 1 ? each[0] : each;
}
