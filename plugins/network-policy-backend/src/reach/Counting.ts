import { ProbesOfEntity } from './SeenProbes';
import { ListedTarget, PlacedTarget } from './TargetList';
import { urgencyOfState } from './targetOrder';

/** What is kept of a target that was counted: a few bytes, for there may be thousands. */
interface Rank {
  version: number;
  /** What tells whether it was probed since. */
  run: string;
  urgency: number;
}

/**
 * How far the targets of one entity are counted, and which of them somebody should look at first. A rank stays after its
 * cluster has changed, until the target is counted again: the order may be some changes behind. What is shown of a target
 * is always evaluated for the answer.
 */
export class Counting {
  private readonly ranks = new Map<string, Rank>();
  private listed: readonly ListedTarget[] = [];
  private probes: ProbesOfEntity | undefined;
  private evaluatedNow = 0;

  /** Sets what there is to count. */
  update(listed: readonly ListedTarget[], probes: ProbesOfEntity): void {
    this.listed = listed;
    this.probes = probes;
    const keys = new Set(
      listed.map(target => (isPlaced(target) ? keyOf(target) : '')),
    );
    for (const key of this.ranks.keys()) {
      if (!keys.has(key)) {
        this.ranks.delete(key);
      }
    }
    this.evaluatedNow = listed.filter(
      target => this.urgencyOf(target) !== undefined,
    ).length;
  }

  /** How many of them are counted. */
  get evaluated(): number {
    return this.evaluatedNow;
  }

  /** Whether all of them are counted. */
  get isComplete(): boolean {
    return this.evaluatedNow === this.listed.length;
  }

  /** How soon somebody should look at a target; undefined where it is not counted yet. */
  urgencyOf(target: ListedTarget): number | undefined {
    return isPlaced(target)
      ? this.ranks.get(keyOf(target))?.urgency
      : urgencyOfState(target.state);
  }

  /** Whether the store has a probe of a target. */
  isProbed(target: PlacedTarget): boolean {
    return this.runOf(target) !== '';
  }

  /** Notes that a target was counted, in a version of its cluster. */
  note(target: PlacedTarget, version: number, urgency: number): void {
    const key = keyOf(target);
    this.evaluatedNow += this.ranks.has(key) ? 0 : 1;
    this.ranks.set(key, { version, run: this.runOf(target), urgency });
  }

  /**
   * The targets that are to be counted: first those that never were, then those that were probed and of which something
   * has changed. Of a target without probes no change of its cluster changes the rank.
   */
  *due(): Generator<PlacedTarget> {
    const placed = this.listed.filter(isPlaced);
    yield* placed.filter(target => !this.ranks.has(keyOf(target)));
    for (const target of placed) {
      const rank = this.ranks.get(keyOf(target));
      const run = this.runOf(target);
      const isOutdated =
        rank !== undefined &&
        (rank.run !== run || (run !== '' && rank.version < target.version));
      if (isOutdated) {
        yield target;
      }
    }
  }

  /** What the store has of a target. */
  async seen(target: PlacedTarget) {
    return (await this.probes?.in(placeOf(target))) ?? { attempts: [] };
  }

  private runOf(target: PlacedTarget): string {
    return this.probes?.runOf(placeOf(target)) ?? '';
  }
}

/** Whether it is pods in a namespace, and not a cluster without. */
export function isPlaced(target: ListedTarget): target is PlacedTarget {
  return target.state === 'placed';
}

/** Where a target is, as the store of probes knows it. */
function placeOf({ cluster, namespace }: PlacedTarget) {
  return { cluster: cluster.name, namespace };
}

// Neither separator nor name can hold the other: both are names of Kubernetes or of the configuration.
function keyOf({ cluster, namespace }: PlacedTarget): string {
  return `${namespace} ${cluster.name}`;
}
