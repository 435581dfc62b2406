import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  EntityReach,
  networkPolicyReachChannel,
} from 'backstage-plugin-network-policy-common';
import { LRUCache } from 'lru-cache';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoadedEntity } from '../targets/LoadedEntity';
import { ReachService } from '../reach/ReachService';

/** A person who has not asked for so long has left the page. Cards ask every minute, signals or not. */
const WATCHED_MS = 150_000;
const ENTITIES_WATCHED = 1_000;
/** The part of the time that may go into looking whether answers have changed: one in ten. */
const REST_PER_WORK = 9;
/** A look that takes longer has mostly waited: for a cluster that is dead, or is read for the first time. */
const REST_AT_MOST_MS = 1_000;

interface Watched {
  entity: LoadedEntity;
  /** The clusters that it may run in: one, or `undefined` for all. Absent for an entity without pods. */
  runsIn?: { cluster: string | undefined };
  /** When each person has asked last. */
  users: Map<string, number>;
  /** What the last look came to; undefined before the first one. */
  seen?: string;
}

/**
 * Sends a signal to those who look at an entity's reach when it has changed, or when more of its targets are counted. It
 * looks only at entities that somebody watches, one after the other, and rests in between. So a cluster in which much
 * happens makes signals late, and not the portal slow.
 */
export class LiveReach {
  private readonly watched = new LRUCache<string, Watched>({
    max: ENTITIES_WATCHED,
    ttl: WATCHED_MS,
  });
  private readonly due = new Set<string>();
  private readonly stopping = new AbortController();
  private looking = false;

  constructor(
    private readonly options: {
      reach: Pick<ReachService, 'getReach'>;
      signals: Pick<SignalsService, 'publish'>;
      logger: LoggerService;
    },
  ) {}

  /**
   * Somebody has asked for the reach of an entity, and will be told when it changes.
   *
   * @throws InputError when the entity's label selector is not one.
   */
  watch(entity: LoadedEntity, userEntityRef: string): void {
    const { entityRef } = entity;
    const workload = entity.workload();
    const known = this.watched.get(entityRef);
    // A look that is going on writes what it sees into the very object.
    const watched: Watched = known ?? { entity, users: new Map() };
    watched.entity = entity;
    watched.runsIn = workload && { cluster: workload.cluster };
    watched.users.set(userEntityRef, performance.now());
    this.watched.set(entityRef, watched);
    if (!known) {
      this.lookAt(entityRef);
    }
  }

  /** Something has changed in a cluster: every entity that may run there is looked at again. */
  clusterChanged(cluster: string): void {
    for (const [entityRef, { runsIn }] of this.watched.entries()) {
      if (runsIn && (runsIn.cluster ?? cluster) === cluster) {
        this.lookAt(entityRef);
      }
    }
  }

  /** Something outside the clusters has changed about an entity: its probes, or how many targets are counted. */
  entityChanged(entityRef: string): void {
    if (this.watched.has(entityRef)) {
      this.lookAt(entityRef);
    }
  }

  stop(): void {
    this.stopping.abort();
  }

  private lookAt(entityRef: string): void {
    this.due.add(entityRef);
    if (!this.looking && !this.stopping.signal.aborted) {
      this.looking = true;
      void this.lookAtAll();
    }
  }

  private async lookAtAll(): Promise<void> {
    const { signal } = this.stopping;
    for (const entityRef of this.due) {
      this.due.delete(entityRef);
      const start = performance.now();
      try {
        await this.look(entityRef);
      } catch (error) {
        this.options.logger.warn(
          `Whether the reach of ${entityRef} has changed could not be seen`,
          toError(error),
        );
      }
      const tookMs = performance.now() - start;
      const restMs = Math.min(tookMs * REST_PER_WORK, REST_AT_MOST_MS);
      await sleep(restMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) {
        return;
      }
    }
    // In the same turn as the last look at what is due: nothing can become due unseen in between.
    this.looking = false;
  }

  private async look(entityRef: string): Promise<void> {
    const watched = this.watched.get(entityRef);
    if (!watched) {
      return;
    }
    const { reach, signals } = this.options;
    const now = fingerprint(
      await reach.getReach(watched.entity, { namesShown: true }),
    );
    const before = watched.seen;
    watched.seen = now;
    if (before === undefined || before === now) {
      return;
    }
    const since = performance.now() - WATCHED_MS;
    const present = [...watched.users].filter(([, askedAt]) => askedAt > since);
    watched.users = new Map(present);
    if (present.length > 0) {
      await signals.publish({
        recipients: {
          type: 'user',
          entityRef: present.map(([userEntityRef]) => userEntityRef),
        },
        channel: networkPolicyReachChannel,
        message: { entityRef },
      });
    }
  }
}

/** What an answer says, except for the time at which it was so. It begins with how far the targets are counted. */
function fingerprint({ total, evaluated, targets }: EntityReach): string {
  return JSON.stringify([total, evaluated, targets], (key, value) =>
    key === 'asOf' ? undefined : value,
  );
}
