import { ClusterReader } from '../clusters/ClusterReader';
import { Collection } from '../clusters/ClusterFeed';
import { ClusterAnswer } from '../clusters/clusterFailure';
import { ObjectSource } from './ObjectSource';
import { ListLimits, readList } from './readList';
import { WatchedKind } from './watchedKinds';

/**
 * The objects of a kind of the whole cluster, or of one namespace.
 */
export class CollectionSource implements ObjectSource {
  readonly objects: string;
  private readonly collection: Collection;

  constructor(
    private readonly options: {
      reader: ClusterReader;
      limits: ListLimits;
      kind: WatchedKind;
      namespace?: string;
    },
  ) {
    const { kind, namespace } = options;
    const { type, labelSelector } = kind;
    this.collection = { type, namespace, labelSelector };
    this.objects = namespace
      ? `${type.plural} in namespace ${namespace}`
      : type.plural;
  }

  async list(
    options: Parameters<ObjectSource['list']>[0],
  ): ReturnType<ObjectSource['list']> {
    const { reader, limits } = this.options;
    const { feed } = reader;
    const answer = await readList({ feed, limits }, this.collection, options);
    return (await this.isAbsent(answer)) ? notInstalled(answer) : answer;
  }

  checkVersion(): ReturnType<ObjectSource['checkVersion']> {
    const { reader, limits } = this.options;
    return limits.requests(() => reader.checkVersion());
  }

  watch(
    options: Parameters<ObjectSource['watch']>[0],
  ): ReturnType<ObjectSource['watch']> {
    return this.options.reader.feed.watch(this.collection, options);
  }

  /** An API server checks rights before it looks whether the type exists, so a refusal may mean either. */
  private async isAbsent(answer: ClusterAnswer<unknown>): Promise<boolean> {
    const { reader, kind } = this.options;
    if (!kind.mayBeAbsent || answer.ok || answer.failure.kind !== 'forbidden') {
      return false;
    }
    const served = await reader.serves(kind.type);
    return served.ok && !served.value;
  }
}

function notInstalled<T>(answer: ClusterAnswer<T>): ClusterAnswer<T> {
  return answer.ok
    ? answer
    : { ok: false, failure: { ...answer.failure, kind: 'not-found' } };
}
