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
  for (const line of lines) {
    assert(
      !holdsToken(line, secrets),
      `a token is in a line that begins ${line.slice(0, 80)}`,
    );
  }
  return `${lines.length} lines`;
}
