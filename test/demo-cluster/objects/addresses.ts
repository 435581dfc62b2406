import { randomInt } from 'node:crypto';

/** Hands out the addresses of pods and Services, each once until all are used. */
export class AddressPool {
  private nextService = 20;
  private readonly nextPod = new Map<string, number>();

  /** The next Service address, from 10.96.0.0/16. */
  forService(): string {
    const next = this.nextService;
    this.nextService = next >= 65000 ? 20 : next + 1;
    return `10.96.${Math.floor(next / 250)}.${1 + (next % 250)}`;
  }

  /** The next pod address of a node, from its pod CIDR (a /24 or wider). */
  forPod(podCidr: string): string {
    const [a, b, c] = podCidr.split('.');
    const next = this.nextPod.get(podCidr) ?? 10;
    this.nextPod.set(podCidr, next >= 16000 ? 10 : next + 1);
    return `${a}.${b}.${Number(c) + Math.floor(next / 250)}.${
      1 + (next % 250)
    }`;
  }
}

const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** The five characters that Kubernetes appends to a `generateName`. */
export function randomSuffix(): string {
  return Array.from(
    { length: 5 },
    () => letters[randomInt(letters.length)],
  ).join('');
}
