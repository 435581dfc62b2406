import { EgressTowards } from './egressTowards';

type Known = EgressTowards | 'each-by-itself';

interface Step {
  next?: Map<number, Step>;
  towards?: Known;
}

const most = 64;

/**
 * What was found out about the egress of a namespace, by the destination. Each answer is undefined where each source
 * must be judged by itself.
 */
export class KnownTowards {
  private root: Step = {};
  private count = 0;
  // Mostly the destination is none of the peers. By the number of its ports, which are few.
  private readonly knownOfOthers: (Known | undefined)[] = [];

  /**
   * Finds what is known of destinations that are some of the peers; makes it where nothing is.
   *
   * @param destination - the kind of destination
   */
  towardsPeers(
    destination: number,
    peers: readonly number[],
    make: () => EgressTowards | undefined,
  ): EgressTowards | undefined {
    if (this.count >= most) {
      this.root = {};
      this.count = 0;
    }
    let step = follow(this.root, destination);
    for (let index = 0; index < peers.length; index++) {
      step = follow(step, peers[index]);
    }
    if (!step.towards) {
      step.towards = make() ?? 'each-by-itself';
      this.count++;
    }
    return step.towards === 'each-by-itself' ? undefined : step.towards;
  }

  /** Finds what is known of destinations that are none of the peers; makes it where nothing is. */
  towardsOthers(
    ports: number,
    make: () => EgressTowards | undefined,
  ): EgressTowards | undefined {
    const known = this.knownOfOthers[ports] ?? make() ?? 'each-by-itself';
    this.knownOfOthers[ports] = known;
    return known === 'each-by-itself' ? undefined : known;
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
