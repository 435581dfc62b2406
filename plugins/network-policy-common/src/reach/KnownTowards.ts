import { EgressTowards } from './egressTowards';

interface Step {
  next?: Map<number, Step>;
  towards?: EgressTowards | 'each-by-itself';
}

const most = 64;

/** What was found out about the egress of a namespace, by the kind of the destination and the peers that it is. */
export class KnownTowards {
  // Mostly the destination is none of the peers, and the one before was none, too. The first such one stays here alone:
  // many namespaces never know more.
  private lastDestination = 0;
  private last: Step['towards'];
  private root: Step | undefined;
  private count = 0;

  /** Finds what is known; makes it where nothing is. Undefined where each source must be judged by itself. */
  of(
    destination: number,
    peers: readonly number[],
    make: () => EgressTowards | undefined,
  ): EgressTowards | undefined {
    let towards: Step['towards'];
    if (peers.length > 0) {
      towards = this.find(destination, peers, make);
    } else if (this.last && destination === this.lastDestination) {
      towards = this.last;
    } else {
      towards = this.last ? this.find(destination, peers, make) : made(make);
      this.lastDestination = destination;
      this.last = towards;
    }
    return towards === 'each-by-itself' ? undefined : towards;
  }

  private find(
    destination: number,
    peers: readonly number[],
    make: () => EgressTowards | undefined,
  ): Step['towards'] {
    this.root ??= {};
    let step = follow(this.root, destination);
    for (let index = 0; index < peers.length; index++) {
      step = follow(step, peers[index]);
    }
    if (!step.towards) {
      if (this.count >= most) {
        this.root = undefined;
        this.count = 0;
        return this.find(destination, peers, make);
      }
      step.towards = made(make);
      this.count++;
    }
    return step.towards;
  }
}

function made(make: () => EgressTowards | undefined): Step['towards'] {
  return make() ?? 'each-by-itself';
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
