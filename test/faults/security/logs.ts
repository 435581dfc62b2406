import assert from 'node:assert/strict';
import { holdsToken } from '../../../.launch/tokens.mjs';
import { Stage } from '../Stage';

/**
 * Looks for tokens in all that the portal has written to its log, debug lines included.
 *
 * @throws AssertionError that names the line, without what is secret
 */
export async function findNoTokens({
  portal,
  secrets,
}: Stage): Promise<string> {
  const log = await portal.readLog();
  const lines = log.split('\n');
  assert(lines.length > 100, 'the log is nearly empty');
  const first = lines.findIndex(line => holdsToken(line, secrets));
  assert(first < 0, `a token is in line ${first + 1} of the portal's log`);
  return `${lines.length} lines`;
}
