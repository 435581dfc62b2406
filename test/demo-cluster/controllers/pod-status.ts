import { isKnownImage } from '../containers/programs';
import { Ending } from '../containers/run';
import { Condition } from '../kinds/metadata';
import { ContainerStatus, Pod } from '../kinds/pod';

type PodStatus = Pod['status'];

/** The conditions of a scheduled pod. */
export function conditionsOf(
  ready: boolean,
  time: string,
  reason?: string,
): Condition[] {
  const status = ready ? 'True' : 'False';
  const why = reason ? { reason } : {};
  const always = { status: 'True', lastTransitionTime: time };
  return [
    { type: 'PodScheduled', ...always },
    { type: 'Initialized', ...always },
    { type: 'ContainersReady', status, lastTransitionTime: time, ...why },
    { type: 'Ready', status, lastTransitionTime: time, ...why },
  ];
}

/** A pod whose images are there runs; else it waits for them. */
export function startedStatus(
  pod: Pod,
  podIP: string | undefined,
  time: string,
): PodStatus {
  const known = pod.spec.containers.every(({ image }) => isKnownImage(image));
  const containerStatuses = pod.spec.containers.map(
    ({ name, image }): ContainerStatus => ({
      name,
      image,
      ready: known,
      started: known,
      restartCount: 0,
      state: isKnownImage(image)
        ? { running: { startedAt: time } }
        : {
            waiting: {
              reason: 'ImagePullBackOff',
              message: `Back-off pulling image "${image}"`,
            },
          },
    }),
  );
  return {
    ...pod.status,
    phase: known ? 'Running' : 'Pending',
    conditions: conditionsOf(
      known,
      time,
      known ? undefined : 'ContainersNotReady',
    ),
    podIP,
    podIPs: podIP ? [{ ip: podIP }] : [],
    containerStatuses,
  };
}

function lastLines(output: string): string {
  return output.split('\n').slice(-81).join('\n').slice(-2048);
}

function endedContainer(
  pod: Pod,
  status: ContainerStatus,
  ending: Ending,
  time: string,
): ContainerStatus {
  const failed = ending.exitCode !== 0;
  const container = pod.spec.containers.find(each => each.name === status.name);
  const tellsByLog =
    container?.terminationMessagePolicy === 'FallbackToLogsOnError';
  const terminated = {
    exitCode: ending.exitCode,
    reason: failed ? 'Error' : 'Completed',
    startedAt: status.state.running?.startedAt,
    finishedAt: time,
    ...(failed && tellsByLog && ending.output
      ? { message: lastLines(ending.output) }
      : {}),
  };
  const { restartPolicy } = pod.spec;
  const restarts =
    restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && failed);
  return restarts
    ? {
        ...status,
        ready: false,
        restartCount: status.restartCount + 1,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated },
      }
    : { ...status, ready: false, state: { terminated } };
}

/** The status after one container has ended. */
export function endedStatus(
  pod: Pod,
  container: string,
  ending: Ending,
  time: string,
): PodStatus {
  const containerStatuses = (pod.status.containerStatuses ?? []).map(status =>
    status.name === container
      ? endedContainer(pod, status, ending, time)
      : status,
  );
  const ended = containerStatuses.map(status => status.state.terminated);
  const isOver = ended.every(state => state !== undefined);
  const failed = ended.some(state => state && state.exitCode !== 0);
  const outcome = failed ? 'Failed' : 'Succeeded';
  return {
    ...pod.status,
    phase: isOver ? outcome : 'Running',
    containerStatuses,
    conditions: conditionsOf(
      false,
      time,
      isOver && !failed ? 'PodCompleted' : 'ContainersNotReady',
    ),
  };
}

/** The status of a pod that outlived its own `activeDeadlineSeconds`. */
export function deadlineStatus(pod: Pod, time: string): PodStatus {
  const killed = { after: 0, exitCode: 137, output: '' };
  return {
    ...pod.status,
    phase: 'Failed',
    reason: 'DeadlineExceeded',
    message: 'Pod was active on the node longer than the specified deadline',
    conditions: conditionsOf(false, time, 'PodFailed'),
    containerStatuses: (pod.status.containerStatuses ?? []).map(status =>
      status.state.running
        ? {
            ...endedContainer(pod, status, killed, time),
            state: {
              terminated: {
                exitCode: 137,
                reason: 'Error',
                startedAt: status.state.running.startedAt,
                finishedAt: time,
              },
            },
          }
        : status,
    ),
  };
}
