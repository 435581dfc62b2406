import { EgressTowards } from './egressTowards';

interface Step {
  next?: Map<number, Step>;
  towards?: EgressTowards | 'each-by-itself';
}

const most = 64;

/** What was found out about the egress of a namespace, by the kind of the destination and the peers that it is. */
export class KnownTowards {
  private root: Step = {};
  private count = 0;
  // Mostly the destination is none of the peers, and the one before was none, too.
  private lastDestination = 0;
  private lastTowards: EgressTowards | undefined;

  /** Finds what is known; makes it where nothing is. Undefined where each source must be judged by itself. */
  of(
    destination: number,
    peers: readonly number[],
    make: () => EgressTowards | undefined,
  ): EgressTowards | undefined {
    const { lastTowards } = this;
    if (
      peers.length === 0 &&
      lastTowards &&
      this.lastDestination === destination
    ) {
      return lastTowards;
    }
    let step = follow(this.root, destination);
    for (let index = 0; index < peers.length; index++) {
      step = follow(step, peers[index]);
    }
    if (!step.towards) {
      if (this.count >= most) {
        this.root = {};
        this.count = 0;
        return this.of(destination, peers, make);
      }
      step.towards = make() ?? 'each-by-itself';
      this.count++;
    }
    if (step.towards === 'each-by-itself') {
      return undefined;
    }
    if (peers.length === 0) {
      this.lastDestination = destination;
      this.lastTowards = step.towards;
    }
    return step.towards;
  }
}

function follow(step: Step, number: number): Step {
  step.next ??= new Map();
  let next = step.next.get(number);
  if (!next) {
    next = {};
    step.next.set(number, next);
  }
  return next;
}
