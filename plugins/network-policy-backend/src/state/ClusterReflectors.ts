import { ClusterReader } from '../clusters/ClusterReader';
import { ObjectLocation, resources, ResourceType } from '../clusters/resources';
import { Omission } from './omission';
import { Backoff } from './Backoff';
import { CollectionSource } from './CollectionSource';
import { ObjectStore } from './ObjectStore';
import { NamedNamespacesSource } from './NamedNamespacesSource';
import { bareNamespaces, onlyInNamespaces } from './narrowed';
import { ObjectSource } from './ObjectSource';
import { ListLimits } from './readList';
import { Reflector } from './Reflector';
import { StateMeter } from './StateMeter';
import { StateTiming } from './timing';
import { WatchedKind, watchedKinds } from './watchedKinds';

interface RunningReflector {
  reflector: Reflector;
  stopping: AbortController;
  ended: Promise<void>;
}

/** A kind that is read in some namespaces only. */
interface NarrowedKind {
  /** It goes on trying to list the whole cluster, ever more seldom. */
  whole: RunningReflector;
  omission: Omission;
}

/**
 * The reflectors of one cluster: one for each kind, or one for each configured namespace where the account may not list a
 * kind in the whole cluster. As soon as it may, the kind has one reflector again.
 */
export class ClusterReflectors {
  private running: RunningReflector[] = [];
  private named: NamedNamespacesSource | undefined;
  private readonly narrowed = new Map<WatchedKind, NarrowedKind>();

  constructor(
    private readonly options: {
      cluster: string;
      reader: ClusterReader;
      limits: ListLimits;
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
    return [
      ...Array.from(this.narrowed.values(), ({ omission }) => omission),
      ...bareNamespaces(this.named?.bare ?? []),
    ];
  }

  start(): void {
    const { reader, limits } = this.options;
    for (const kind of watchedKinds) {
      this.run(kind, new CollectionSource({ reader, limits, kind }));
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
    const wholes = Array.from(this.narrowed.values(), ({ whole }) => whole);
    await Promise.all([...this.running, ...wholes].map(stopRunning));
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
    const { kind } = reflector.options;
    const isWhole = this.narrowed.get(kind)?.whole.reflector === reflector;
    if (isWhole && reflector.isSynced) {
      this.widen(kind);
    } else if (!isWhole && this.mustNarrow(reflector)) {
      this.narrow(reflector);
    }
    this.options.onStatus();
  }

  private mustNarrow({ status, isSynced, options }: Reflector): boolean {
    const { type } = options.kind;
    return (
      status.state === 'failing' &&
      status.failure.kind === 'forbidden' &&
      this.options.namespaces.length > 0 &&
      options.namespace === undefined &&
      !(options.source instanceof NamedNamespacesSource) &&
      (type.namespaced || type === resources.namespaces) &&
      !isSynced
    );
  }

  private narrow(reflector: Reflector) {
    const { cluster, reader, limits, namespaces } = this.options;
    const { kind } = reflector.options;
    const whole = this.running.find(one => one.reflector === reflector);
    const { status } = reflector;
    if (!whole || status.state !== 'failing') {
      return;
    }
    const refusal = status.failure;
    this.running = this.running.filter(one => one !== whole);
    this.narrowed.set(kind, {
      whole,
      omission: onlyInNamespaces(cluster, kind, refusal, namespaces),
    });
    if (kind.type === resources.namespaces) {
      this.named = new NamedNamespacesSource({
        reader,
        limit: limits.requests,
        names: namespaces,
        refusal,
      });
      this.run(kind, this.named);
      return;
    }
    for (const namespace of namespaces) {
      const source = new CollectionSource({ reader, limits, kind, namespace });
      this.run(kind, source, namespace);
    }
  }

  /** The whole cluster was listed, which takes the place of all that was read namespace by namespace. */
  private widen(kind: WatchedKind) {
    const narrowed = this.narrowed.get(kind);
    if (!narrowed) {
      return;
    }
    this.narrowed.delete(kind);
    const isOfKind = ({ reflector }: RunningReflector) =>
      reflector.options.kind === kind;
    for (const one of this.running.filter(isOfKind)) {
      one.stopping.abort();
    }
    this.running = [
      ...this.running.filter(one => !isOfKind(one)),
      narrowed.whole,
    ];
    if (kind.type === resources.namespaces) {
      this.named = undefined;
    }
  }
}

async function stopRunning({
  stopping,
  ended,
}: RunningReflector): Promise<void> {
  stopping.abort();
  await ended;
}
