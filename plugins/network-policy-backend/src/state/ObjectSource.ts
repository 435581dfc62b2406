import { ClusterAnswer } from '../clusters/clusterFailure';
import { StreamReader } from '../clusters/HttpClient';
import { StreamEnd } from '../clusters/readChunks';

/**
 * Where the objects of one kind come from.
 */
export interface ObjectSource {
  /** What is done with it, for sentences: `pods`, `pods in namespace shop`. */
  objects: string;
  /** Gives all objects, one after the other, and the version from which they can be watched. */
  list(options: {
    pageSize: number;
    onObject: (raw: unknown) => void;
    signal: AbortSignal;
  }): Promise<ClusterAnswer<{ version: string }>>;
  /** Asks whether the cluster answers at all. */
  checkVersion(): Promise<ClusterAnswer<unknown>>;
  /** Gives what happens since a version, as text. */
  watch(
    options: StreamReader & {
      version: string;
      timeoutSeconds: number;
      signal: AbortSignal;
    },
  ): Promise<ClusterAnswer<StreamEnd>>;
}
