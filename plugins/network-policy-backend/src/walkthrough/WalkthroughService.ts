import { NotFoundError } from '@backstage/errors';
import {
  Walkthrough,
  WalkthroughRequest,
} from 'backstage-plugin-network-policy-common';
import {
  ClusterDirectory,
  EvaluableCluster,
} from '../clusters/ClusterDirectory';
import { ClusterWriter, requireWriter } from '../clusters/ClusterWriter';
import { ClusterAnswer, toError } from '../clusters/clusterFailure';
import { requireUid } from '../clusters/requireVersion';
import { resources } from '../clusters/resources';
import { KeyedMutex } from '../concurrency/KeyedMutex';
import { Settings } from '../config/readSettings';
import { ClusterStates } from '../state/ClusterStates';
import { stateOf } from './objectState';
import { requireUnoccupied } from './occupants';
import {
  describe,
  describeParts,
  isThere,
  requireDeployable,
  SeenPart,
} from './seenParts';
import { requireNoStrangers } from './strangers';
import {
  bindingOfContents,
  walkthroughParts,
  WalkthroughPart,
} from './walkthroughObjects';
import { WalkthroughRecord } from './WalkthroughRecord';

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
      record: WalkthroughRecord;
    },
  ) {}

  /** What there is of it. */
  async get(name: string): Promise<Walkthrough> {
    return this.seen(await this.clusterFor(name));
  }

  /**
   * Deploys what is missing. What is there already stays as it is.
   *
   * @throws ConflictError when an object of that name was made by others or is being removed, and when a pod of others
   *   would be selected. Nothing is written then.
   */
  async deploy(
    name: string,
    { isolate, dryRun }: WalkthroughRequest,
  ): Promise<Walkthrough> {
    const cluster = await this.clusterFor(name);
    const writer = writerOf(cluster);
    return this.writes.run(name, async () => {
      const parts = await this.look(cluster);
      const wanted = parts.filter(
        ({ type }) => isolate || type !== resources.networkPolicies,
      );
      wanted.forEach(requireDeployable);
      await requireNoStrangers(cluster, await this.options.record.madeIn(name));
      for (const part of wanted) {
        // A namespace that others have made serves as well as our own, and stays theirs.
        if (part.state === 'absent') {
          await this.create(cluster, writer, part, dryRun);
        }
      }
      return this.seen(cluster);
    });
  }

  /**
   * Removes what it has made and nothing else. Policies that share the service are revoked on their own.
   *
   * @throws ConflictError when others use the namespace that it has made, or when that cannot be seen. Nothing is
   *   removed then.
   */
  async remove(name: string): Promise<Walkthrough> {
    const cluster = await this.clusterFor(name);
    const writer = writerOf(cluster);
    return this.writes.run(name, async () => {
      const parts = await this.look(cluster);
      for (const { type, manifest, state } of parts) {
        if (type === resources.namespaces && isThere(state)) {
          await requireUnoccupied(cluster, writer, manifest.metadata.name);
        }
      }
      for (const { type, manifest, state, object } of parts.reverse()) {
        if (object && isThere(state)) {
          const what = describe(type, manifest);
          const answer = await writer.delete(type, manifest.metadata, {
            uid: requireUid(name, what, object),
          });
          if (!answer.ok && answer.failure.kind !== 'not-found') {
            requireAnswer(cluster, `delete ${what}`, answer);
          }
        }
      }
      const left = await this.seen(cluster);
      await this.forgetGone(cluster, parts);
      return left;
    });
  }

  /** Creates an object and remembers it. One that cannot be remembered could never be removed, so it is taken back. */
  private async create(
    cluster: EvaluableCluster,
    writer: ClusterWriter,
    { type, manifest }: WalkthroughPart,
    dryRun: boolean | undefined,
  ): Promise<void> {
    const answer = await writer.create(type, manifest, { dryRun });
    const what = describe(type, manifest);
    const created = requireAnswer(cluster, `create ${what}`, answer);
    if (dryRun) {
      return;
    }
    const uid = requireUid(cluster.name, what, created);
    try {
      const { kind } = type;
      await this.options.record.add({ cluster: cluster.name, kind, uid });
    } catch (error) {
      await writer.delete(type, manifest.metadata, { uid });
      throw error;
    }
    if (type === resources.namespaces) {
      // Without this right the namespace is not removed, and the refusal says why.
      await writer.create(bindingOfContents.type, bindingOfContents.manifest);
    }
  }

  /** A namespace stays for a while after it was deleted, and is ours until it is gone. */
  private async forgetGone(
    cluster: EvaluableCluster,
    before: readonly SeenPart[],
  ): Promise<void> {
    const now = await this.look(cluster);
    const left = new Set(now.map(({ object }) => object?.metadata.uid));
    for (const { type, object } of before) {
      const uid = object?.metadata.uid;
      if (uid !== undefined && !left.has(uid)) {
        const { kind } = type;
        await this.options.record.forget({ cluster: cluster.name, kind, uid });
      }
    }
  }

  /** What there is now. It is noted in what is known of the cluster, so that the next answer shows it too. */
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

  private async look(cluster: EvaluableCluster): Promise<SeenPart[]> {
    const made = await this.options.record.madeIn(cluster.name);
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
        const uid = object?.metadata.uid;
        const state = stateOf(object, made.has({ kind: type.kind, uid }));
        return { type, manifest, object, state };
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

function writerOf({ walkthrough }: EvaluableCluster): ClusterWriter {
  return requireWriter({ writing: walkthrough });
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
