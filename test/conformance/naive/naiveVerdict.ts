import { Family } from './addresses';
import { End, endOf, familiesOf, NaiveEnd, nodeOf } from './ends';
import { networkPoliciesDecide, Side } from './networkPolicy';
import { Direction, Objects } from './objects';
import { tierActions } from './tierPolicy';

/** A connection to ask about: two ends and the port of the destination. */
export interface NaiveQuestion {
  from: NaiveEnd;
  to: NaiveEnd;
  protocol: string;
  port: number;
}

/** Both ends of a question. */
interface Ends {
  from: End;
  to: End;
}

const endsOf = (
  objects: Objects,
  { from, to }: NaiveQuestion,
  unknownIsHeld = false,
): Ends => ({
  from: endOf(objects, from, unknownIsHeld),
  to: endOf(objects, to, unknownIsHeld),
});

/** The side of a question that a direction is about. */
export function sideOf(
  objects: Objects,
  question: NaiveQuestion,
  direction: Direction,
  family: Family | undefined,
  { from, to } = endsOf(objects, question),
): Side {
  const { protocol, port } = question;
  const [subject, other] = direction === 'Ingress' ? [to, from] : [from, to];
  return { direction, subject, other, protocol, port, family };
}

/** Rule 15: traffic from the node that a pod runs on is always allowed. */
export function isFromOwnNode(objects: Objects, side: Side): boolean {
  const { subject, other } = side;
  if (side.direction !== 'Ingress' || subject.is !== 'pod') return false;
  if (subject.nodeName === undefined || other.is === 'pod') return false;
  return (
    other.nodeName === subject.nodeName ||
    nodeOf(objects, other)?.metadata.name === subject.nodeName
  );
}

/** Rules 14 and 28. */
const isSamePod = ({ from, to }: Ends): boolean =>
  from.reference !== undefined && from.reference === to.reference;

/**
 * Rules 23 and 26: the tiers one after the other. More than one outcome is possible where policies of equal priority
 * disagree.
 */
export function sideOutcomes(objects: Objects, side: Side): Set<boolean> {
  if (side.subject.is !== 'pod') return new Set([true]);
  if (isFromOwnNode(objects, side)) return new Set([true]);
  const outcomes = new Set<boolean>();
  const admin = tierActions(objects, 'Admin', side);
  if (admin.has('Accept')) outcomes.add(true);
  if (admin.has('Deny')) outcomes.add(false);
  if (admin.size > 0 && !admin.has('Pass')) return outcomes;
  const decision = networkPoliciesDecide(objects, side);
  if (decision !== 'not-isolated') return outcomes.add(decision === 'allowed');
  const baseline = tierActions(objects, 'Baseline', side);
  if (baseline.has('Deny')) outcomes.add(false);
  if (baseline.size === 0 || baseline.has('Accept') || baseline.has('Pass')) {
    outcomes.add(true);
  }
  return outcomes;
}

/** Rule 11: whether both sides allow a connection over one family. */
function familyOutcomes(
  objects: Objects,
  question: NaiveQuestion,
  ends: Ends,
  family: Family | undefined,
): Set<boolean> {
  const outcomes = new Set<boolean>();
  const sides = (['Egress', 'Ingress'] as const).map(direction =>
    sideOutcomes(objects, sideOf(objects, question, direction, family, ends)),
  );
  for (const egress of sides[0]) {
    for (const ingress of sides[1]) outcomes.add(egress && ingress);
  }
  return outcomes;
}

/** The families over which a connection may happen. */
export function naiveFamilies(
  objects: Objects,
  question: NaiveQuestion,
): (Family | undefined)[] {
  const { from, to } = endsOf(objects, question);
  return familiesOf(objects, from, to);
}

/**
 * Every outcome that a connection may have; one, unless policies of equal priority disagree (rule 22).
 *
 * @param unknownIsHeld - how to take addresses that are not known (rule 21a): where this changes the outcome, it is not known
 */
export function naiveOutcomes(
  objects: Objects,
  question: NaiveQuestion,
  unknownIsHeld = false,
): Set<boolean> {
  const ends = endsOf(objects, question, unknownIsHeld);
  if (isSamePod(ends)) return new Set([true]);
  // Rule 21: one family that allows is enough.
  const families = familiesOf(objects, ends.from, ends.to).map(family =>
    familyOutcomes(objects, question, ends, family),
  );
  const outcomes = new Set<boolean>();
  if (families.some(possible => possible.has(true))) outcomes.add(true);
  if (families.every(possible => possible.has(false))) outcomes.add(false);
  return outcomes;
}

/**
 * Whether a connection may happen, read straight from the rules, slowly. It shares nothing with the engine that it is a
 * measure for, and takes the objects as they are written.
 */
export function naiveVerdict(
  objects: Objects,
  question: NaiveQuestion,
): boolean {
  const outcomes = naiveOutcomes(objects, question);
  if (outcomes.size > 1) {
    throw new Error('Policies of equal priority disagree');
  }
  return outcomes.has(true);
}
