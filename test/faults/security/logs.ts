import assert from 'node:assert/strict';
import { Stage } from '../Stage';

/** A token of Backstage begins so, as that of a service account does. */
const anyToken = /Bearer\s+ey[\w.-]*|eyJ[\w-]{8,}\.[\w-]{8,}/;

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
    const isLeak =
      anyToken.test(line) || secrets.some(secret => line.includes(secret));
    assert(!isLeak, `a token is in a line that begins ${line.slice(0, 80)}`);
  }
  return `${lines.length} lines`;
}
