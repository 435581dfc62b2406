import { ProbeRun } from 'backstage-plugin-network-policy-common';
import { Person, Service } from './Caller';

/**
 * A run as a caller may see it. Without the permission for names these are the attempts that the caller has asked for:
 * the control is a namespace that we chose.
 */
export function runFor(
  run: ProbeRun,
  { namesShown, caller }: { namesShown: boolean; caller: Person | Service },
): ProbeRun {
  if (namesShown) {
    return run;
  }
  const isOwn = caller.type === 'person' && caller.ref === run.requestedBy;
  return {
    ...run,
    attempts: isOwn
      ? run.attempts.filter(({ purpose }) => purpose === 'requested')
      : [],
  };
}
