import { ProbeRun } from 'backstage-plugin-network-policy-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReplicaProcess } from './ReplicaProcess';
import { Replicas } from './Replicas';
import { clusterNames } from './world';

/** A run that a replica said it would make. */
export interface AcceptedRun {
  run: ProbeRun;
  by: ReplicaProcess;
}

/** Another run of the target is in progress, or as many of the person as one may have. */
const ORDINARY_REFUSALS = [409, 503];

/**
 * People who start runs, now on one replica and now on the other, and look at once for them on the other.
 */
export class Traffic {
  readonly accepted = new Array<AcceptedRun>();
  /** How many runs were seen on another replica at once. */
  seenElsewhere = 0;
  refused = 0;
  /** Whatever should not have happened. */
  readonly surprises = new Array<string>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly replicas: Replicas,
    private readonly random: () => number,
  ) {}

  /** Starts runs for a while. Answers may be waited for longer. */
  async flow(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      const { ready } = this.replicas;
      if (ready.length > 0) {
        this.begin(this.chooseFrom(ready), this.chooseFrom(clusterNames));
      }
      await sleep(60);
    }
  }

  /** Waits until every request is answered, or is in vain. */
  async settle(): Promise<void> {
    await Promise.all(this.underWay);
  }

  chooseFrom<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)];
  }

  private begin(replica: ReplicaProcess, cluster: string): void {
    const work = this.startAndLook(replica, cluster).finally(() =>
      this.underWay.delete(work),
    );
    this.underWay.add(work);
  }

  private async startAndLook(replica: ReplicaProcess, cluster: string) {
    await this.expectOf(replica, async () => {
      const answer = await replica.startRun(cluster);
      if (answer.kind === 'refused') {
        this.refused += 1;
        if (!ORDINARY_REFUSALS.includes(answer.status)) {
          throw new Error(`${answer.status}: ${answer.message}`);
        }
        return;
      }
      const { run } = answer;
      this.accepted.push({ run, by: replica });
      const other = this.replicas.ready.find(
        ({ name }) => name !== replica.name,
      );
      if (other) {
        await this.expectOf(other, async () => {
          await other.getRun(run.id);
          this.seenElsewhere += 1;
        });
      }
    });
  }

  /** A replica that was killed meanwhile need not answer. */
  private async expectOf(replica: ReplicaProcess, act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      if (replica.killedAt === undefined) {
        this.surprises.push(`${replica.name}: ${error}`);
      }
    }
  }
}
