import { Checks } from '../Checks';
import { Stage } from '../Stage';
import { findNoTokens } from './logs';
import { playTricks } from './paths';
import { lookAsOthers } from './viewers';

/** What nobody may get by asking in odd ways, as somebody else, or from the log of the whole run. */
export async function checkSecurity(
  stage: Stage,
  checks: Checks,
): Promise<void> {
  await checks.check('tricks in names reach nothing but what is meant', () =>
    playTricks(stage),
  );
  await checks.check('another team sees numbers, no names, no manifests', () =>
    lookAsOthers(stage),
  );
  await checks.check('no token is in the log of the portal', () =>
    findNoTokens(stage),
  );
}
