// What a token looks like, and where one is in a log.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const looks = [
  // JSON Web Tokens: of Backstage, and of service accounts. A half of one is one too many.
  /eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/,
  // Whatever else somebody was let in with. Words after "Bearer", and what was blackened, are shorter.
  /(?<=\bBearer\s+)[\w.~+/-]{16,}=*/i,
  // Those of the demo cluster: see its authorizer.
  /\bdemo-[a-z]+-[\w-]{32}(?![\w-])/,
];

/**
 * Whether there is a token in a line, or one of the secrets that are known.
 * @param {string} line
 * @param {readonly string[]} [secrets]
 */
export const holdsToken = (line, secrets = []) =>
  looks.some(look => look.test(line)) ||
  secrets.some(secret => line.includes(secret));

/** A line for the log of a program that tells tokens to who starts it. */
export const withoutTokens = line =>
  looks.reduce(
    (text, look) => text.replaceAll(new RegExp(look, `${look.flags}g`), '***'),
    line,
  );

/** The tokens in a kubeconfig, whose users have passwords of any look. */
export const tokensOfKubeconfig = text =>
  [...text.matchAll(/\btoken["']?:\s*["']?([^\s"',}]+)/g)].map(
    ([, token]) => token,
  );

/**
 * Searches the logs in a folder, and in those in it.
 * @param {string} folder
 * @param {{ since?: number, secrets?: string[] }} [options] since: logs that were last written before are left out
 * @returns {{ logs: string[], places: { log: string, line: number }[] }} what was searched, and where tokens are
 */
export function searchLogs(folder, { since = 0, secrets = [] } = {}) {
  const logs = readdirSync(folder, { recursive: true })
    .map(name => join(folder, name))
    .filter(file => {
      const found = statSync(file);
      return found.isFile() && found.mtimeMs >= since;
    })
    .sort();
  const places = logs.flatMap(log =>
    readFileSync(log, 'utf8')
      .split('\n')
      .flatMap((text, index) =>
        holdsToken(text, secrets) ? [{ log, line: index + 1 }] : [],
      ),
  );
  return { logs, places };
}
