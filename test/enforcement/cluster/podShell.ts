import { Exec } from '@kubernetes/client-node';
import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { kubeconfig } from './api';

/** A pod by its name. */
export interface PodReference {
  namespace: string;
  name: string;
}

/** A script that runs in a pod for as long as the connection to it stands: starting it anew costs more than it does. */
export interface PodShell {
  /** Hands lines to the script, and returns those that it prints up to a line `end`. One question at a time. */
  ask: (lines: readonly string[]) => Promise<string[]>;
  close: () => void;
}

/**
 * Starts a script in the container `main` of a pod.
 *
 * @param script - reads lines up to `end`, prints lines up to `end`, and begins again, until its input ends
 */
export async function openPodShell(
  { namespace, name }: PodReference,
  script: string,
): Promise<PodShell> {
  const input = new PassThrough();
  const output = new PassThrough();
  const printed = createInterface({ input: output })[Symbol.asyncIterator]();
  const socket = await new Exec(kubeconfig).exec(
    namespace,
    name,
    'main',
    ['sh', '-c', script],
    output,
    null,
    input,
    false,
  );
  socket.onclose = () => output.end();
  return {
    async ask(lines) {
      input.write([...lines, 'end', ''].join('\n'));
      const answer: string[] = [];
      for (;;) {
        const { value, done } = await printed.next();
        if (done) throw new Error(`${namespace}/${name} does not answer`);
        if (value === 'end') return answer;
        answer.push(value);
      }
    },
    close: () => socket.close(),
  };
}
