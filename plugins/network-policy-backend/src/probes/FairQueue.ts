/** What became of a task: its value, or why it was never begun. */
export type Queued<T> =
  | { state: 'done'; value: T }
  | { state: 'too-late' }
  | { state: 'dropped' };

interface Waiting {
  namespace: string;
  begin: () => void;
  giveUp: (state: 'too-late' | 'dropped') => void;
  timer?: NodeJS.Timeout;
}

interface Lane {
  running: number;
  /** Namespaces in which a task runs. */
  busy: Set<string>;
  /** The tasks that wait, by run. The run whose turn is next comes first. */
  runs: Map<string, Waiting[]>;
}

/**
 * Lets tasks run, a bounded number at once in a cluster and one in a namespace. Runs take turns, so that a run with many
 * tasks does not hold up one with few. A task that waits for its namespace takes no place among those that run.
 */
export class FairQueue {
  private readonly lanes = new Map<string, Lane>();

  constructor(
    private readonly options: {
      /** Tasks at once in a cluster. */
      concurrency: number;
      /** How long a task may wait, in milliseconds. */
      maxWaitMs: number;
    },
  ) {}

  /**
   * Runs a task when its turn comes.
   *
   * @throws what the task throws
   */
  run<T>(
    place: { cluster: string; namespace: string; runId: string },
    task: () => Promise<T>,
  ): Promise<Queued<T>> {
    const { cluster, namespace, runId } = place;
    return new Promise((resolve, reject) => {
      this.add(cluster, runId, {
        namespace,
        begin: () => {
          task()
            .finally(() => this.done(cluster, namespace))
            .then(value => resolve({ state: 'done', value }), reject);
        },
        giveUp: state => resolve({ state }),
      });
      this.next(cluster);
    });
  }

  /** Takes the tasks of a run out that have not begun. */
  drop(runId: string): void {
    for (const lane of this.lanes.values()) {
      for (const entry of [...(lane.runs.get(runId) ?? [])]) {
        takeOut(lane, runId, entry);
        entry.giveUp('dropped');
      }
    }
  }

  private add(cluster: string, runId: string, entry: Waiting): void {
    const lane = this.laneOf(cluster);
    const waiting = lane.runs.get(runId) ?? [];
    waiting.push(entry);
    lane.runs.set(runId, waiting);
    entry.timer = setTimeout(() => {
      takeOut(lane, runId, entry);
      entry.giveUp('too-late');
    }, this.options.maxWaitMs).unref();
  }

  private laneOf(cluster: string): Lane {
    const lane = this.lanes.get(cluster) ?? {
      running: 0,
      busy: new Set(),
      runs: new Map(),
    };
    this.lanes.set(cluster, lane);
    return lane;
  }

  private done(cluster: string, namespace: string): void {
    const lane = this.laneOf(cluster);
    lane.running -= 1;
    lane.busy.delete(namespace);
    this.next(cluster);
    if (lane.running === 0 && lane.runs.size === 0) {
      this.lanes.delete(cluster);
    }
  }

  private next(cluster: string): void {
    const lane = this.laneOf(cluster);
    while (lane.running < this.options.concurrency) {
      const turn = nextTurn(lane);
      if (!turn) {
        return;
      }
      const { runId, entry } = turn;
      lane.running += 1;
      lane.busy.add(entry.namespace);
      moveToEnd(lane.runs, runId);
      takeOut(lane, runId, entry);
      entry.begin();
    }
  }
}

function takeOut({ runs }: Lane, runId: string, entry: Waiting): void {
  clearTimeout(entry.timer);
  const left = runs.get(runId)?.filter(other => other !== entry) ?? [];
  if (left.length > 0) {
    runs.set(runId, left);
  } else {
    runs.delete(runId);
  }
}

function nextTurn({ runs, busy }: Lane) {
  for (const [runId, waiting] of runs) {
    const entry = waiting.find(({ namespace }) => !busy.has(namespace));
    if (entry) {
      return { runId, entry };
    }
  }
  return undefined;
}

function moveToEnd<V>(map: Map<string, V>, key: string): void {
  const value = map.get(key);
  if (value !== undefined) {
    map.delete(key);
    map.set(key, value);
  }
}
