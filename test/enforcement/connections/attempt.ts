import { openPodShell, PodReference, PodShell } from '../cluster/podShell';
import { nextSourcePort } from './sourcePorts';
import { script } from './script';

/** A connection to make. */
export interface Connection {
  from: PodReference;
  protocol: 'TCP' | 'UDP';
  address: string;
  port: number;
}

const nameOf = ({ namespace, name }: PodReference) => `${namespace}/${name}`;

const shells = new Map<string, Promise<PodShell>>();

function shellOf(pod: PodReference): Promise<PodShell> {
  const shell = shells.get(nameOf(pod)) ?? openPodShell(pod, script);
  shells.set(nameOf(pod), shell);
  return shell;
}

/** Ends what runs in the pods. */
export async function endAttempts(): Promise<void> {
  const open = await Promise.allSettled(shells.values());
  open.forEach(shell => shell.status === 'fulfilled' && shell.value.close());
}

/** Makes connections, all at once, and returns the name of the pod that answered each; undefined where none did. */
export async function attempt(
  connections: readonly Connection[],
): Promise<(string | undefined)[]> {
  const answers = new Map<number, string>();
  const sources = new Map(connections.map(({ from }) => [nameOf(from), from]));
  const lines = connections.map(({ from, protocol, address, port }, index) => ({
    source: nameOf(from),
    line: [
      ...[index, protocol, address, port],
      ...[nextSourcePort(nameOf(from)), nextSourcePort(nameOf(from))],
    ].join(' '),
  }));
  await Promise.all(
    [...sources].map(async ([name, from]) => {
      const shell = await shellOf(from);
      const own = lines.filter(({ source }) => source === name);
      const printed = await shell.ask(own.map(({ line }) => line));
      for (const answer of printed) {
        const match = /^(\d+) (\S+)$/.exec(answer);
        if (match) answers.set(Number(match[1]), match[2]);
      }
    }),
  );
  return connections.map((_, index) => answers.get(index));
}
