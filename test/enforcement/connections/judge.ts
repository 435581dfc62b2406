import { ExpectedConnection } from './expected';

/** A connection that did not turn out as its verdicts say. */
export interface Mismatch {
  connection: ExpectedConnection;
  /** In a sentence. */
  outcome: string;
}

/**
 * Compares what happened with what the verdicts say: only a pod that may answer may do so, and where all may, one does.
 * Which of a Service's pods is asked is not ours to choose.
 *
 * @param answer - the name of the pod that answered; undefined when none did
 */
export function judgeOutcome(
  connection: ExpectedConnection,
  answer: string | undefined,
): Mismatch[] {
  const { verdicts } = connection;
  const allowed = verdicts.filter(({ verdict }) => verdict.allowed);
  if (answer === undefined) {
    return allowed.length > 0 && allowed.length === verdicts.length
      ? [{ connection, outcome: 'allowed, but nobody answered' }]
      : [];
  }
  if (allowed.some(({ pod }) => pod === answer)) return [];
  const known = verdicts.some(({ pod }) => pod === answer);
  const outcome = known
    ? `denied, but ${answer} answered`
    : `${answer} answered, which it does not lead to`;
  return [{ connection, outcome }];
}
