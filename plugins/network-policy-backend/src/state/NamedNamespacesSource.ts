import { namespaceNameLabel } from 'backstage-plugin-network-policy-common';
import { Limit } from 'p-limit';
import { ClusterReader } from '../clusters/ClusterReader';
import { ClusterFailure } from '../clusters/clusterFailure';
import { resources } from '../clusters/resources';
import { ObjectSource } from './ObjectSource';

const typeMeta = { apiVersion: 'v1', kind: 'Namespace' };

/**
 * Namespaces that are known by their names, for who may not list them: each is asked for by itself. Of one that may not
 * be read either, only the name is known.
 */
export class NamedNamespacesSource implements ObjectSource {
  readonly objects = 'namespaces';
  /** Those of which only the name is known. */
  bare: readonly string[] = [];

  constructor(
    private readonly options: {
      reader: ClusterReader;
      limit: Limit;
      names: readonly string[];
      /** Why they cannot be listed. */
      refusal: ClusterFailure;
    },
  ) {}

  async list({
    onObject,
    signal,
  }: Parameters<ObjectSource['list']>[0]): ReturnType<ObjectSource['list']> {
    const { reader, limit, names } = this.options;
    const answers = await Promise.all(
      names.map(name =>
        limit(() => reader.get(resources.namespaces, { name }, { signal })),
      ),
    );
    const bare = new Array<string>();
    for (const [index, answer] of answers.entries()) {
      if (answer.ok) {
        onObject({ ...typeMeta, ...answer.value });
      } else if (answer.failure.kind === 'forbidden') {
        bare.push(names[index]);
        onObject(bareNamespace(names[index]));
      } else if (answer.failure.kind !== 'not-found') {
        return answer;
      }
    }
    this.bare = bare;
    return { ok: true, value: { version: '' } };
  }

  checkVersion(): ReturnType<ObjectSource['checkVersion']> {
    const { reader, limit } = this.options;
    return limit(() => reader.checkVersion());
  }

  async watch(): ReturnType<ObjectSource['watch']> {
    return { ok: false, failure: this.options.refusal };
  }
}

function bareNamespace(name: string) {
  return {
    ...typeMeta,
    metadata: { name, labels: { [namespaceNameLabel]: name } },
  };
}
