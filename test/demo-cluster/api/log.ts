import { ObjectStore } from '../storage/store';
import { ApiRequest, ResourcePath } from './request';
import { badRequest, notFound } from './status';

interface Logs {
  store: ObjectStore;
  /** What a container of a pod has printed. */
  readLog: (namespace: string, pod: string, container: string) => string;
}

/**
 * Answers `GET …/pods/<name>/log`.
 *
 * @throws ApiError 404 for an unknown pod, 400 for an unknown container or one
 *   that has not started.
 */
export function readLog(
  { store, readLog: read }: Logs,
  request: ApiRequest,
  { namespace = '', name = '' }: ResourcePath,
): string {
  const pod = store.get('pods', namespace, name);
  if (!pod) throw notFound({ group: '', resource: 'pods' }, name);
  const names = pod.spec.containers.map(container => container.name);
  const container = request.query.get('container') || names[0];
  if (!names.includes(container)) {
    throw badRequest(`container ${container} is not valid for pod ${name}`);
  }
  const status = pod.status.containerStatuses?.find(
    each => each.name === container,
  );
  const waiting = status?.state.waiting;
  if (!status || waiting) {
    const why = waiting?.reason ?? 'ContainerCreating';
    throw badRequest(
      `container "${container}" in pod "${name}" is waiting to start: ${why}`,
    );
  }
  return read(namespace, name, container);
}
