import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EvaluatedTarget,
  ReachTarget,
} from 'backstage-plugin-network-policy-common';
import { LRUCache } from 'lru-cache';
import { setImmediate as turn } from 'node:timers/promises';
import {
  cursorAfter,
  pageOf,
  SortKey,
  sortOfCursor,
  sortRows,
} from '../paging/page';
import { KnownCluster } from '../clusters/ClusterDirectory';
import { ClusterStates } from '../state/ClusterStates';
import { IsOwn } from '../ownership/ownTargets';
import { EntityWorkload } from '../targets/entityWorkload';
import { BackgroundCounter } from './BackgroundCounter';
import { Counting, isPlaced } from './Counting';
import { SeenProbes } from './SeenProbes';
import { ListedTarget, PlacedTarget, TargetList } from './TargetList';
import {
  nameKey,
  TargetOrder,
  URGENCY_WITHOUT_PROBES,
  urgencyOf,
  urgencyOfState,
} from './targetOrder';
import { TargetReaches } from './TargetReaches';
import { TimeSlices } from './timeSlices';

/** As many targets are a page. An entity with so many or fewer is always answered whole, the worst first. */
const USUAL_LIMIT = 20;

/** Targets of more are evaluated for so long before the answer, and one at least, in milliseconds. */
const BUDGET_MS = { counting: 10, counted: 250 };

/** A small entity is evaluated whole. Of a large one no rows are kept: its page alone has tens of thousands of them. */
const WHOLE = { budgetMs: Infinity, keepRows: true } as const;

/** After all that are counted. */
const NOT_COUNTED = 9;

/** The entities whose counts are kept, by the number of their targets. */
const RANKS_KEPT = 200_000;

/** A page of the targets of an entity. */
export interface TargetPage {
  total: number;
  evaluated: number;
  targets: ReachTarget[];
  nextCursor?: string;
}

/**
 * The targets of entities in numbers, a page at a time. An entity may have thousands: only those of a page are evaluated,
 * for the answer. The background finds the order of all; until it is known they are in the order of their names.
 */
export class EntityTargets {
  private readonly countings = new LRUCache<string, Counting>({
    maxSize: RANKS_KEPT,
  });
  private readonly counter: BackgroundCounter;

  constructor(
    private readonly options: {
      list: TargetList;
      states: Pick<ClusterStates, 'read'>;
      reaches: TargetReaches;
      probes: SeenProbes;
      logger: LoggerService;
      onCounted: (entityRef: string) => void;
      /** Why nothing can be probed in a cluster; undefined where it can. */
      probesOffBecause?: (cluster: KnownCluster) => string | undefined;
    },
  ) {
    this.counter = new BackgroundCounter(options);
  }

  /**
   * A page of targets, only of those that may be named where `isOwn` is given. It may be shorter than the limit while
   * targets are counted; the cursor leads to the next.
   *
   * @throws InputError for a cursor that is none, ClusterError when the kubernetes plugin does not list its clusters.
   */
  async page(
    workload: EntityWorkload,
    query: { limit?: number; cursor?: string; isOwn?: IsOwn },
  ): Promise<TargetPage> {
    const { entityRef } = workload;
    const [listed, probes] = await Promise.all([
      this.options.list.of(workload, query.isOwn),
      this.options.probes.ofEntity(entityRef),
    ]);
    // To find thousands of targets takes a slice of its own, and to order them another one.
    const isSmall = listed.length <= USUAL_LIMIT;
    const rest = async () => (isSmall ? undefined : turn());
    await rest();
    const counting = this.countingOf(
      workload,
      listed.length,
      query.isOwn !== undefined,
    );
    counting.update(listed, probes);
    if (isSmall) {
      await this.evaluate(workload, counting, listed, WHOLE);
    }
    const order = orderOf(query.cursor, counting);
    const keyOf = (target: ListedTarget) => keyIn(order, counting, target);
    const sort = { sort: order, descending: false };
    const { limit = USUAL_LIMIT, cursor } = query;
    const page = pageOf(
      order === 'name' ? listed : sortRows(listed, keyOf),
      keyOf,
      { ...sort, limit, cursor },
    );
    // Evaluating changes the keys, and the next page begins where this one ended in the order of now.
    const keys = page.rows.map(keyOf);
    await rest();
    const budget = counting.isComplete ? BUDGET_MS.counted : BUDGET_MS.counting;
    const { targets, looked } = await this.evaluate(
      workload,
      counting,
      page.rows,
      isSmall ? WHOLE : { budgetMs: budget, keepRows: false },
    );
    if (!isSmall) {
      this.counter.watch({
        entityRef,
        counting,
        count: target => this.rank(workload, counting, target),
      });
    }
    const nextCursor =
      looked < keys.length
        ? cursorAfter(keys[looked - 1], sort)
        : page.nextCursor;
    return {
      total: listed.length,
      evaluated: counting.evaluated,
      targets,
      ...(nextCursor !== undefined && { nextCursor }),
    };
  }

  /** Ends the counting in the background, for good. */
  stop(): void {
    this.counter.stop();
  }

  private countingOf(
    workload: EntityWorkload,
    targets: number,
    onlyOwn: boolean,
  ): Counting {
    const { selector, namespace, cluster, entityRef } = workload;
    const key = JSON.stringify([
      ...[entityRef, selector, namespace, cluster],
      onlyOwn,
    ]);
    const counting = this.countings.get(key) ?? new Counting();
    this.countings.set(key, counting, { size: 1 + targets });
    return counting;
  }

  /**
   * Evaluates targets, one after the other and at least one, for as long as there is time.
   *
   * @returns the targets, and how many were looked at: pods may be gone by now
   */
  private async evaluate(
    workload: EntityWorkload,
    counting: Counting,
    rows: readonly ListedTarget[],
    { budgetMs, keepRows }: { budgetMs: number; keepRows: boolean },
  ): Promise<{ targets: ReachTarget[]; looked: number }> {
    const begun = performance.now();
    const slices = new TimeSlices();
    const targets = new Array<ReachTarget>();
    let looked = 0;
    for (const row of rows) {
      if (looked > 0 && performance.now() - begun > budgetMs) {
        break;
      }
      const target = isPlaced(row)
        ? await this.count(workload, counting, row, { keepRows })
        : row;
      if (target) {
        targets.push(target);
      }
      looked += 1;
      await slices.rest();
    }
    return { targets, looked };
  }

  /** Finds the place of one target in the order. Only probes decide about it, so nothing else is evaluated. */
  private async rank(
    workload: EntityWorkload,
    counting: Counting,
    target: PlacedTarget,
  ): Promise<void> {
    if (counting.isProbed(target)) {
      await this.count(workload, counting, target, { keepRows: false });
    } else {
      counting.note(target, target.version, URGENCY_WITHOUT_PROBES);
    }
  }

  /** Evaluates one target as it is now, and notes what came out. Undefined where no pods run any longer. */
  private async count(
    workload: EntityWorkload,
    counting: Counting,
    placed: PlacedTarget,
    keep: { keepRows: boolean },
  ): Promise<EvaluatedTarget | undefined> {
    const { states, reaches } = this.options;
    const { cluster, namespace } = placed;
    const seen = await counting.seen(placed);
    // From here on nothing waits: the cluster and what is said of it are of one moment.
    const reading = await states.read(cluster);
    if (reading.state !== 'read') {
      // The next answer lists the cluster itself, with the reason.
      const { version } = placed;
      counting.note(placed, version, urgencyOfState(reading.state));
      return undefined;
    }
    const place = { cluster, workload, reading, namespace };
    const summary = reaches.summarise(place, seen, keep);
    const probesOff = this.options.probesOffBecause?.(cluster);
    const target =
      summary && probesOff !== undefined ? { ...summary, probesOff } : summary;
    const urgency = target ? urgencyOf(target) : urgencyOfState('no-pods');
    counting.note(placed, reading.version, urgency);
    return target;
  }
}

/** A list is read to its end in the order in which it was begun. */
function orderOf(cursor: string | undefined, counting: Counting): TargetOrder {
  const begun = cursor === undefined ? undefined : sortOfCursor(cursor);
  if (begun === 'name' || begun === 'attention') {
    return begun;
  }
  return counting.isComplete ? 'attention' : 'name';
}

function keyIn(
  order: TargetOrder,
  counting: Counting,
  target: ListedTarget,
): SortKey {
  const names = nameKey(target);
  return order === 'name'
    ? names
    : [counting.urgencyOf(target) ?? NOT_COUNTED, ...names];
}
