// Ends what the launcher leaves behind when it is killed without a chance to do so itself. The launcher writes
// "+<process group>" and "-<process group>" to standard input; the input ends when the launcher does, however it dies.
import { createInterface } from 'node:readline';
import { endGroup } from './groups.mjs';

const groups = new Set();

// Whatever ends the launcher must not end its guard first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const group = Number(line.slice(1));
  if (line.startsWith('+')) groups.add(group);
  else groups.delete(group);
}
await Promise.all([...groups].map(group => endGroup(group)));
