import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  Walkthrough,
  WalkthroughObject,
  WalkthroughRequest,
} from 'backstage-plugin-network-policy-common';
import {
  ClusterDirectory,
  EvaluableCluster,
} from '../clusters/ClusterDirectory';
import { requireWriter } from '../clusters/ClusterWriter';
import { ClusterAnswer, toError } from '../clusters/clusterFailure';
import { KubernetesObject, Manifest } from '../clusters/kubernetesObject';
import { describeObject, resources, ResourceType } from '../clusters/resources';
import { KeyedMutex } from '../concurrency/KeyedMutex';
import { Settings } from '../config/readSettings';
import { ClusterStates } from '../state/ClusterStates';
import { stateOf } from './objectState';
import { occupantsOf } from './occupants';
import { walkthroughParts, WalkthroughPart } from './walkthroughObjects';

interface SeenPart extends WalkthroughPart {
  object: KubernetesObject | undefined;
  state: WalkthroughObject['state'];
}

/**
 * Deploys the example service that a newcomer shares first, and removes it again.
 */
export class WalkthroughService {
  private readonly writes = new KeyedMutex();

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      states: ClusterStates;
      settings: Settings['walkthrough'];
    },
  ) {}

  /** What there is of it. */
  async get(name: string): Promise<Walkthrough> {
    return this.seen(await this.clusterFor(name));
  }

  /**
   * Deploys what is missing. What is there already stays as it is.
   *
   * @throws ConflictError when an object of that name is somebody else's or is being removed. Nothing is written then.
   */
  async deploy(
    name: string,
    { isolate, dryRun }: WalkthroughRequest,
  ): Promise<Walkthrough> {
    const cluster = await this.clusterFor(name);
    return this.writes.run(name, async () => {
      const parts = await this.look(cluster);
      const wanted = parts.filter(
        ({ type }) => isolate || type !== resources.networkPolicies,
      );
      wanted.forEach(requireDeployable);
      for (const { type, manifest, state } of wanted) {
        // Somebody else's namespace serves as well as our own, and stays theirs.
        if (state === 'absent') {
          const answer = await requireWriter(cluster).create(type, manifest, {
            dryRun,
          });
          requireAnswer(cluster, `apply ${describe(type, manifest)}`, answer);
        }
      }
      return this.seen(cluster);
    });
  }

  /**
   * Removes what it made and nothing else. Policies that share the service are revoked on their own.
   *
   * @throws ConflictError when somebody else uses the namespace that it made. Nothing is removed then.
   */
  async remove(name: string): Promise<Walkthrough> {
    const cluster = await this.clusterFor(name);
    return this.writes.run(name, async () => {
      const parts = await this.look(cluster);
      for (const { type, manifest, state } of parts) {
        if (type === resources.namespaces && isThere(state)) {
          await requireUnused(cluster, manifest.metadata.name);
        }
      }
      for (const { type, manifest, state, object } of parts.reverse()) {
        if (isThere(state)) {
          const answer = await requireWriter(cluster).delete(
            type,
            manifest.metadata,
            {
              uid: object?.metadata.uid,
            },
          );
          if (!answer.ok && answer.failure.kind !== 'not-found') {
            requireAnswer(
              cluster,
              `delete ${describe(type, manifest)}`,
              answer,
            );
          }
        }
      }
      return this.seen(cluster);
    });
  }

  /** What there is now. Whoever is told of it finds it in what is known of the cluster, too. */
  private async seen(cluster: EvaluableCluster): Promise<Walkthrough> {
    const parts = await this.look(cluster);
    for (const { type, manifest, object } of parts) {
      const { namespace, name } = manifest.metadata;
      this.options.states.note(
        cluster.name,
        object ? { type, object } : { type, deleted: { namespace, name } },
      );
    }
    return describeParts(cluster, parts);
  }

  private look(cluster: EvaluableCluster): Promise<SeenPart[]> {
    const { secondary, pod, service, denyAll } = walkthroughParts(
      this.options.settings,
    );
    return Promise.all(
      // Isolation comes before what it isolates, and goes after it.
      [secondary, denyAll, service, pod].map(async ({ type, manifest }) => {
        const answer = await cluster.reader.get(type, manifest.metadata);
        const isAbsent = !answer.ok && answer.failure.kind === 'not-found';
        const object = isAbsent
          ? undefined
          : requireAnswer(cluster, `get ${describe(type, manifest)}`, answer);
        return { type, manifest, object, state: stateOf(object) };
      }),
    );
  }

  private async clusterFor(name: string): Promise<EvaluableCluster> {
    if (!this.options.settings.enabled) {
      throw new NotFoundError(
        'The walkthrough is switched off (networkPolicy.walkthrough.enabled)',
      );
    }
    return this.options.clusters.getEvaluable(name);
  }
}

function describeParts(
  cluster: EvaluableCluster,
  parts: readonly SeenPart[],
): Walkthrough {
  return {
    cluster: cluster.name,
    ready: parts.some(
      ({ type, state }) => type === resources.pods && state === 'ready',
    ),
    objects: parts.map(({ type, manifest: { metadata }, state }) => ({
      kind: type.kind,
      ...(metadata.namespace && { namespace: metadata.namespace }),
      name: metadata.name,
      state,
    })),
  };
}

function isThere(state: WalkthroughObject['state']) {
  return state === 'present' || state === 'ready';
}

async function requireUnused(cluster: EvaluableCluster, namespace: string) {
  const [occupant] = await occupantsOf(cluster, namespace);
  if (occupant) {
    throw new ConflictError(
      `${occupant} is not the walkthrough's and would go with its namespace; nothing was removed. Remove it first`,
    );
  }
}

function requireDeployable({ type, manifest, state }: SeenPart) {
  const what = describe(type, manifest);
  if (state === 'terminating') {
    throw new ConflictError(
      `${what} is being removed; try again when it is gone`,
    );
  }
  if (state === 'foreign' && type !== resources.namespaces) {
    throw new ConflictError(
      `${what} exists and was not made by the walkthrough; nothing was changed`,
    );
  }
}

function describe(type: ResourceType, { metadata }: Manifest) {
  return describeObject(type, metadata);
}

function requireAnswer<T>(
  { name }: EvaluableCluster,
  action: string,
  answer: ClusterAnswer<T>,
): T {
  if (!answer.ok) {
    throw toError(name, action, answer.failure);
  }
  return answer.value;
}
