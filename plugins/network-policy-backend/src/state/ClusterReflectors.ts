import { Limit } from 'p-limit';
import { ClusterReader } from '../clusters/ClusterReader';
import { ClusterFailure } from '../clusters/clusterFailure';
import { ObjectLocation, resources, ResourceType } from '../clusters/resources';
import { Omission } from './omission';
import { Backoff } from './Backoff';
import { CollectionSource } from './CollectionSource';
import { ObjectStore } from './ObjectStore';
import { NamedNamespacesSource } from './NamedNamespacesSource';
import { bareNamespaces, onlyInNamespaces } from './narrowed';
import { ObjectSource } from './ObjectSource';
import { Reflector } from './Reflector';
import { StateMeter } from './StateMeter';
import { StateTiming } from './timing';
import { WatchedKind, watchedKinds } from './watchedKinds';

interface RunningReflector {
  reflector: Reflector;
  stopping: AbortController;
  ended: Promise<void>;
}

/**
 * The reflectors of one cluster: one for each kind, or one for each configured namespace where the account may not list a
 * kind in the whole cluster.
 */
export class ClusterReflectors {
  private running: RunningReflector[] = [];
  private named: NamedNamespacesSource | undefined;
  private readonly narrowed = new Array<Omission>();

  constructor(
    private readonly options: {
      cluster: string;
      reader: ClusterReader;
      limit: Limit;
      store: ObjectStore;
      backoff: Backoff;
      timing: StateTiming;
      meter: StateMeter;
      pollMs: number;
      /** The namespaces to read where the whole cluster may not be read. */
      namespaces: readonly string[];
      onStatus: () => void;
    },
  ) {}

  get all(): readonly Reflector[] {
    return this.running.map(({ reflector }) => reflector);
  }

  /** The reflector that keeps an object of a type. */
  of(type: ResourceType, { namespace }: ObjectLocation): Reflector | undefined {
    return this.all.find(
      ({ options }) =>
        options.kind.type === type &&
        (options.namespace === undefined || options.namespace === namespace),
    );
  }

  /** What is missing because only some namespaces are read. */
  get omissions(): Omission[] {
    return [...this.narrowed, ...bareNamespaces(this.named?.bare ?? [])];
  }

  start(): void {
    const { reader, limit } = this.options;
    for (const kind of watchedKinds) {
      this.run(kind, new CollectionSource({ reader, limit, kind }));
    }
  }

  /**
   * Replaces the watches. The proxy of the kubernetes plugin keeps a watch open when its API server has died, so one dead
   * watch means that the others may be dead too.
   */
  renew({ but }: { but?: Reflector } = {}): void {
    for (const { reflector } of this.running) {
      if (reflector !== but) {
        reflector.renew();
      }
    }
  }

  async stop(): Promise<void> {
    this.running.forEach(({ stopping }) => stopping.abort());
    await Promise.all(this.running.map(({ ended }) => ended));
  }

  private run(kind: WatchedKind, source: ObjectSource, namespace?: string) {
    const { store, backoff, timing, meter, pollMs } = this.options;
    const stopping = new AbortController();
    const reflector = new Reflector({
      kind,
      namespace,
      source,
      store,
      backoff,
      timing,
      meter,
      pollMs,
      onStatus: () => this.onStatus(reflector),
      onSilence: () => this.renew({ but: reflector }),
    });
    const ended = reflector.run(stopping.signal);
    this.running.push({ reflector, stopping, ended });
  }

  private onStatus(reflector: Reflector) {
    const { status, isSynced, options } = reflector;
    if (
      status.state === 'failing' &&
      status.failure.kind === 'forbidden' &&
      this.options.namespaces.length > 0 &&
      options.namespace === undefined &&
      !(options.source instanceof NamedNamespacesSource) &&
      (options.kind.type.namespaced ||
        options.kind.type === resources.namespaces) &&
      !isSynced
    ) {
      this.narrow(reflector, status.failure);
    }
    this.options.onStatus();
  }

  private narrow(reflector: Reflector, refusal: ClusterFailure) {
    const { cluster, reader, limit, namespaces } = this.options;
    const { kind } = reflector.options;
    this.running
      .find(running => running.reflector === reflector)
      ?.stopping.abort();
    this.running = this.running.filter(
      running => running.reflector !== reflector,
    );
    this.narrowed.push(onlyInNamespaces(cluster, kind, refusal, namespaces));
    if (kind.type === resources.namespaces) {
      this.named = new NamedNamespacesSource({
        reader,
        limit,
        names: namespaces,
        refusal,
      });
      this.run(kind, this.named);
      return;
    }
    for (const namespace of namespaces) {
      const source = new CollectionSource({ reader, limit, kind, namespace });
      this.run(kind, source, namespace);
    }
  }
}
