import { UnusableInputError } from '../../failure';
import { Progress } from '../../progress';
import { connect } from './client';
import { ListedResources, listResources } from './listResources';

/**
 * Reads all that verdicts depend on from the cluster of a kubeconfig.
 *
 * @throws UnusableInputError where the cluster does not answer, or gives nothing
 */
export async function readCluster(
  options: { context?: string; kubeconfig?: string },
  progress: Progress,
): Promise<ListedResources> {
  const { name, get } = await connect(options);
  let count = 0;
  try {
    return await listResources(get, more => {
      count += more;
      progress.report(`Reading cluster ${name}`, count);
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw new UnusableInputError(
      `The cluster of context ${name} cannot be read: ${
        message || String(error)
      }`,
    );
  }
}
