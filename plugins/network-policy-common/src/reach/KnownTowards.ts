import { EgressTowards } from './egressTowards';

interface Step {
  next: Map<number, Step>;
  towards?: EgressTowards | 'each-by-itself';
}

function newStep(): Step {
  return { next: new Map() };
}

const most = 64;

/** What was found out about the egress of a namespace, by the kind of the destination and the peers that it is. */
export class KnownTowards {
  private root = newStep();
  private count = 0;

  /** Finds what is known; makes it where nothing is. Undefined where each source must be judged by itself. */
  of(
    destination: number,
    peers: readonly number[],
    make: () => EgressTowards | undefined,
  ): EgressTowards | undefined {
    let step = follow(this.root, destination);
    for (let index = 0; index < peers.length; index++) {
      step = follow(step, peers[index]);
    }
    if (!step.towards) {
      if (this.count >= most) {
        this.root = newStep();
        this.count = 0;
        return this.of(destination, peers, make);
      }
      step.towards = make() ?? 'each-by-itself';
      this.count++;
    }
    return step.towards === 'each-by-itself' ? undefined : step.towards;
  }
}

function follow({ next }: Step, number: number): Step {
  let step = next.get(number);
  if (!step) {
    step = newStep();
    next.set(number, step);
  }
  return step;
}
