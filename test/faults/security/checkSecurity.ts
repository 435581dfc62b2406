import { Checks } from '../Checks';
import { Stage } from '../Stage';
import { findNoTokens } from './logs';
import { playTricks } from './paths';
import { lookAsOthers } from './viewers';
import { tryTable } from './whoMayWhat';

/** What nobody may get by asking in odd ways, as somebody else, or from the log of the whole run. */
export async function checkSecurity(
  stage: Stage,
  checks: Checks,
): Promise<void> {
  const { dana, mira, piet: platform } = stage.users;
  await checks.check('tricks in names reach nothing but what is meant', () =>
    playTricks(stage),
  );
  await checks.check('another team sees numbers, no names, no manifests', () =>
    lookAsOthers(stage),
  );
  await checks.check(
    'owner, platform engineer, another team: who may what',
    () => tryTable(stage, 'faults-web', { owner: dana, platform, other: mira }),
  );
  await checks.check('the same of an entity of the other team', () =>
    tryTable(stage, 'faults-borrowed', { owner: mira, platform, other: dana }),
  );
  await checks.check('no token is in the log of the portal', () =>
    findNoTokens(stage),
  );
}
