import { NotAllowedError } from '@backstage/errors';
import { fieldManager } from 'backstage-plugin-network-policy-common';
import { ApiServer } from './ApiServer';
import { ClusterAnswer } from './clusterFailure';
import { KubernetesObject, Manifest } from './kubernetesObject';
import { listObjects, ListOptions } from './listObjects';
import { parseObject } from './parseObject';
import { ObjectLocation, resourcePath, ResourceType } from './resources';
import { VersionedObject } from './requireVersion';

export interface WriteOptions {
  /** Let the API server check everything and store nothing. */
  dryRun?: boolean;
  signal?: AbortSignal;
}

export interface DeleteOptions extends WriteOptions {
  /** Delete only this very object, in case another one has taken the name meanwhile. */
  uid: string;
  /** Delete only if nobody has changed it. */
  resourceVersion?: string;
}

/**
 * One cluster with the credential that may write. Nothing is ever forced: an object is created only where there is
 * none, and replaced or deleted only in the version that was seen. Reads are those of the same credential, so that what
 * is written is seen with the rights it is written with.
 */
export class ClusterWriter {
  constructor(private readonly server: ApiServer) {}

  /** All objects of a type, in a namespace or in all. */
  list(
    type: ResourceType,
    options: ListOptions = {},
  ): Promise<ClusterAnswer<unknown[]>> {
    return listObjects(this.server, type, options);
  }

  /** Creates an object. One of that name that exists already is a conflict, whoever made it. */
  async create(
    type: ResourceType,
    manifest: Manifest,
    options: WriteOptions = {},
  ): Promise<ClusterAnswer<KubernetesObject>> {
    const { namespace } = manifest.metadata;
    const answer = await this.server.request({
      method: 'POST',
      path: resourcePath(type, { namespace }),
      query: writeQuery({ fieldManager }, options),
      body: manifest,
      signal: options.signal,
    });
    return answer.ok ? parseObject(answer.value.body) : answer;
  }

  /**
   * Replaces an object in the version that was read. Anything newer is a conflict.
   */
  async replace(
    type: ResourceType,
    object: VersionedObject,
    options: WriteOptions = {},
  ): Promise<ClusterAnswer<KubernetesObject>> {
    const answer = await this.server.request({
      method: 'PUT',
      path: resourcePath(type, object.metadata),
      query: writeQuery({ fieldManager }, options),
      body: object,
      signal: options.signal,
    });
    return answer.ok ? parseObject(answer.value.body) : answer;
  }

  /** Deletes one object and, in the background, what it owns. */
  async delete(
    type: ResourceType,
    location: ObjectLocation,
    { uid, resourceVersion, ...options }: DeleteOptions,
  ): Promise<ClusterAnswer<void>> {
    const answer = await this.server.request({
      method: 'DELETE',
      path: resourcePath(type, location),
      query: writeQuery({}, options),
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: 'Background',
        preconditions: { uid, resourceVersion },
      },
      signal: options.signal,
    });
    return answer.ok ? { ok: true, value: undefined } : answer;
  }
}

/**
 * Whether and how the portal may write to a cluster. Without a writer the cluster is read only here.
 */
export type ClusterWriting =
  | { possible: true; writer: ClusterWriter }
  | {
      possible: false;
      /** What is missing and what to do, in one sentence. */
      because: string;
    };

/**
 * The writer of a cluster.
 *
 * @throws NotAllowedError where the portal holds none.
 */
export function requireWriter({
  writing,
}: {
  writing: ClusterWriting;
}): ClusterWriter {
  if (!writing.possible) {
    throw new NotAllowedError(writing.because);
  }
  return writing.writer;
}

function writeQuery(
  parameters: Record<string, string>,
  { dryRun }: WriteOptions,
): URLSearchParams {
  return new URLSearchParams({
    ...parameters,
    ...(dryRun && { dryRun: 'All' }),
  });
}
