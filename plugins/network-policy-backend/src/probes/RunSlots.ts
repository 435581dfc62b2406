import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { ProbeRunKey } from './ProbeRunStore';

/**
 * Bounds the runs in progress in this process: one for each target, and not too many over all. Each makes up to fifty
 * pods, and waits for its turn in memory.
 */
export class RunSlots {
  private readonly taken = new Set<string>();

  constructor(private readonly limit: number) {}

  /**
   * Takes a slot until the returned function is called.
   *
   * @throws ConflictError when the target has a run in progress, ServiceUnavailableError when there are too many.
   */
  take({ entityRef, cluster, namespace }: ProbeRunKey): () => void {
    const key = JSON.stringify([entityRef, cluster, namespace]);
    if (this.taken.has(key)) {
      throw new ConflictError(
        `Probes of ${entityRef} in namespace ${namespace} of cluster ${cluster} are being made already; wait until they are over`,
      );
    }
    if (this.taken.size >= this.limit) {
      throw new ServiceUnavailableError(
        `${this.limit} probe runs are in progress, which is as many as the portal makes at once; try again in a minute`,
      );
    }
    this.taken.add(key);
    return () => this.taken.delete(key);
  }
}
