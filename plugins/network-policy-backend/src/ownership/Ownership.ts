import { InputError, NotAllowedError } from '@backstage/errors';
import {
  Labels,
  LabelSelector,
  matchesSelector,
  namespaceOwnersAnnotation,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { resources } from '../clusters/resources';
import { Settings } from '../config/readSettings';
import { LoadedEntity } from '../targets/LoadedEntity';
import { ClusterStates } from '../state/ClusterStates';
import { ClusterView } from '../state/clusterView';
import { parseLabelSelectorQuery } from '../targets/labelSelectorQuery';
import { matchesAny } from './namespacePattern';
import { parseOwners } from './ownerRefs';
import { componentIdLabel, componentIdOf } from './podLabel';
import { notConsented } from './refusal';
import { requireWritableEntity } from './writableEntity';

/** In these nothing is ever written, whatever anybody configures. */
const ALWAYS_DENIED = ['kube-system', 'kube-public', 'kube-node-lease'];

interface Place {
  cluster: EvaluableCluster;
  namespace: string;
}

/**
 * Answers for which namespaces an entity has consent. What the catalog says is a wish; consent is what the namespace's
 * owners or the configuration say. Nothing is read from a cluster for the caller: the state that is watched anyway
 * answers, and where it is stale it does not consent.
 */
export class Ownership {
  private readonly isDenied: (namespace: string) => boolean;
  private readonly mapped: readonly {
    cluster?: string;
    matches: (namespace: string) => boolean;
    owners: readonly string[];
  }[];
  private readonly isListedSource: (namespace: string) => boolean;
  private readonly sourceSelector: LabelSelector | undefined;

  constructor(
    private readonly options: {
      states: Pick<ClusterStates, 'read'>;
      settings: {
        ownership: Settings['ownership'];
        probes: Pick<Settings['probes'], 'from'>;
      };
    },
  ) {
    const { ownership, probes } = options.settings;
    this.isDenied = matchesAny([...ALWAYS_DENIED, ...ownership.denied]);
    this.mapped = ownership.namespaces.map(({ match, cluster, owners }) => ({
      cluster,
      matches: matchesAny([match]),
      owners,
    }));
    this.isListedSource = matchesAny(probes.from.namespaces);
    this.sourceSelector = readSelector(probes.from.labelSelector);
  }

  /** Whether the configuration trusts anybody's consent. */
  get isConfigured(): boolean {
    const { namespaceAnnotation, podLabel } = this.options.settings.ownership;
    return namespaceAnnotation || podLabel || this.mapped.length > 0;
  }

  /**
   * Resolves when this entity may write in the namespace. The caller's permission is asked before.
   *
   * @param place - with `podSelector` where the policy is known, which the label of pods is compared with
   * @throws InputError for an entity that can have no consent anywhere or not there, by its own annotations;
   * NotAllowedError with one text, whether the namespace exists, denies or has other owners.
   */
  async requireWrite(
    entity: LoadedEntity,
    place: Place & { podSelector?: Labels },
  ): Promise<void> {
    const refusal = await this.refusalOfWrite(entity, place);
    if (refusal) {
      throw refusal;
    }
  }

  /**
   * Why {@link Ownership.requireWrite} would not let this entity write in the namespace, for an answer that goes on
   * without; undefined where it has consent.
   *
   * @throws InputError as {@link Ownership.requireWrite}.
   */
  async refusalOfWrite(
    entity: LoadedEntity,
    place: Place & { podSelector?: Labels },
  ): Promise<NotAllowedError | undefined> {
    requireWritableEntity(entity, place.namespace);
    if (await this.isConsented(entity, place)) {
      return undefined;
    }
    const { cluster, namespace } = place;
    return notConsented(
      entity,
      { cluster: cluster.name, namespace },
      this.options.settings.ownership,
    );
  }

  /**
   * Whether the namespace had consented when its cluster was last read: enough to name it, and not to write in it. Nobody
   * asks this of an entity without an equality label.
   */
  async hadConsent(entity: LoadedEntity, place: Place): Promise<boolean> {
    return this.isConsented(entity, place, cluster => this.lastView(cluster));
  }

  /**
   * Which of these source namespaces a probe of the entity may start from: its owners' own, and those that the
   * configuration offers to all. A label of pods consents to policies about these pods, not to Jobs beside them.
   */
  async probeSources(
    entity: LoadedEntity,
    cluster: EvaluableCluster,
    from: readonly string[],
  ): Promise<{ allowed: readonly string[]; refused: readonly string[] }> {
    const view = await this.trustedView(cluster);
    const isAllowed = (namespace: string) =>
      !this.isDenied(namespace) &&
      (this.isListedSource(namespace) ||
        this.isMapped(entity, { cluster, namespace }) ||
        this.isAnnotated(entity, namespace, view) ||
        this.isLabelledSource(namespace, view));
    const allowed = new Set(from.filter(isAllowed));
    return {
      allowed: [...allowed],
      refused: from.filter(namespace => !allowed.has(namespace)),
    };
  }

  /**
   * The owner of the entity to whom the namespace has consented, which a policy there names; undefined where no owner is
   * named, because the label of pods consents.
   */
  async consentedOwner(
    entity: LoadedEntity,
    place: Place,
  ): Promise<string | undefined> {
    const view = await this.trustedView(place.cluster);
    return entity.owners.find(owner => {
      const alone = { ...entity, owners: [owner] };
      return (
        this.isMapped(alone, place) ||
        this.isAnnotated(alone, place.namespace, view)
      );
    });
  }

  private async isConsented(
    entity: LoadedEntity,
    place: Place & { podSelector?: Labels },
    viewOf?: (cluster: EvaluableCluster) => Promise<ClusterView | undefined>,
  ): Promise<boolean> {
    const { cluster, namespace } = place;
    if (this.isDenied(namespace)) {
      return false;
    }
    if (this.isMapped(entity, place)) {
      return true;
    }
    const { namespaceAnnotation, podLabel } = this.options.settings.ownership;
    if (!namespaceAnnotation && !podLabel) {
      return false;
    }
    if (viewOf) {
      const last = await viewOf(cluster);
      return (
        this.isAnnotated(entity, namespace, last) ||
        this.isLabelled(entity, place, last)
      );
    }
    const view = await this.trustedView(cluster);
    return (
      (this.isAnnotated(entity, namespace, view) &&
        (await this.isAnnotatedNow(entity, place))) ||
      this.isLabelled(entity, place, view)
    );
  }

  /** A cluster that is not watched may be known as it was an hour ago. So the Namespace itself is read before a write. */
  private async isAnnotatedNow(
    { owners }: LoadedEntity,
    { cluster, namespace: name }: Place,
  ): Promise<boolean> {
    const reading = await this.options.states.read(cluster);
    if (reading.state === 'read' && reading.health.state === 'live') {
      return true;
    }
    const answer = await cluster.reader.get(resources.namespaces, { name });
    const { annotations } = answer.ok
      ? answer.value.metadata
      : { annotations: undefined };
    const named = parseOwners(annotations?.[namespaceOwnersAnnotation]);
    return owners.some(owner => named.includes(owner));
  }

  private isMapped({ owners }: LoadedEntity, place: Place): boolean {
    return this.mapped.some(
      ({ cluster, matches, owners: named }) =>
        (cluster === undefined || cluster === place.cluster.name) &&
        matches(place.namespace) &&
        owners.some(owner => named.includes(owner)),
    );
  }

  private isAnnotated(
    { owners }: LoadedEntity,
    name: string,
    view: ClusterView | undefined,
  ): boolean {
    if (!this.options.settings.ownership.namespaceAnnotation) {
      return false;
    }
    const annotation = namespaceIn(view, name)?.annotations?.[
      namespaceOwnersAnnotation
    ];
    const named = parseOwners(annotation);
    return owners.some(owner => named.includes(owner));
  }

  /** With the label in its selector a policy selects only pods that carry it; at least one must be there. */
  private isLabelled(
    { entityRef }: LoadedEntity,
    { namespace, podSelector }: { namespace: string; podSelector?: Labels },
    view: ClusterView | undefined,
  ): boolean {
    const id = componentIdOf(entityRef);
    if (!this.options.settings.ownership.podLabel || !id || !view) {
      return false;
    }
    const selected = podSelector?.[componentIdLabel];
    if (podSelector && selected?.toLowerCase() !== id) {
      return false;
    }
    for (const { labels } of view.cluster.pods(namespace)) {
      const value = labels[componentIdLabel];
      if (selected ? value === selected : value?.toLowerCase() === id) {
        return true;
      }
    }
    return false;
  }

  private isLabelledSource(
    name: string,
    view: ClusterView | undefined,
  ): boolean {
    const namespace = namespaceIn(view, name);
    return (
      this.sourceSelector !== undefined &&
      namespace !== undefined &&
      matchesSelector(this.sourceSelector, namespace.labels)
    );
  }

  /** What is known of a cluster, where it is kept up to date. What is stale may have lost its consent since. */
  private async trustedView(
    cluster: EvaluableCluster,
  ): Promise<ClusterView | undefined> {
    const reading = await this.options.states.read(cluster);
    return reading.state === 'read' && reading.health.state !== 'stale'
      ? reading.view
      : undefined;
  }

  private async lastView(
    cluster: EvaluableCluster,
  ): Promise<ClusterView | undefined> {
    const reading = await this.options.states.read(cluster);
    return reading.state === 'read' ? reading.view : undefined;
  }
}

function namespaceIn(view: ClusterView | undefined, name: string) {
  const found = view?.cluster.find({ kind: 'Namespace', object: { name } });
  return found?.kind === 'Namespace' ? found.object : undefined;
}

function readSelector(query: string | undefined): LabelSelector | undefined {
  if (query === undefined) {
    return undefined;
  }
  const parsed = parseLabelSelectorQuery(query);
  if (!parsed.ok) {
    throw new InputError(
      `Invalid configuration. networkPolicy.probes.from.labelSelector is not a label selector: ${query}. The reason is that ${parsed.problem}`,
    );
  }
  return parsed.selector;
}
