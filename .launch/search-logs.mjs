// Looks for tokens in the logs that a test run has written. Arguments: when it began, in milliseconds, and kubeconfigs
// whose tokens are looked for, too. It names the line of each, and never the token.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { shown } from './failure.mjs';
import { stateFolder } from './folders.mjs';
import { searchLogs, tokensOfKubeconfig } from './tokens.mjs';

const [since, ...kubeconfigs] = process.argv.slice(2);
const secrets = kubeconfigs.flatMap(file =>
  tokensOfKubeconfig(readFileSync(file, 'utf8')),
);
const { logs, places } = searchLogs(join(stateFolder, 'log'), {
  since: Number(since),
  secrets,
});
for (const { log, line } of places)
  console.log(`There is a token in ${shown(log)}, line ${line}.`);
// That of this search says nothing about the others.
const others = logs.filter(log => !basename(log).endsWith('-logs.log'));
console.log(`${others.length} logs were searched.`);
if (others.length === 0)
  console.log('Name other checks as well: theirs are the logs.');
process.exitCode = places.length > 0 || others.length === 0 ? 1 : 0;
