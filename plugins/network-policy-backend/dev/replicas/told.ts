import { ReplicaProcess } from './ReplicaProcess';

interface TaskTime {
  begun: number;
  /** When it was done, or its replica killed. */
  ended: number;
}

/**
 * When a scheduled task ran on any of the replicas, in order.
 */
export function tasksOf(
  replicas: readonly ReplicaProcess[],
  task: string,
): TaskTime[] {
  const times = replicas.flatMap(({ reports, killedAt }) => {
    const of = (what: 'task-begun' | 'task-done') =>
      reports.flatMap(report =>
        report.report === what && report.task === task ? [report.at] : [],
      );
    const ends = of('task-done');
    return of('task-begun').map((begun, index) => ({
      begun,
      ended: ends[index] ?? killedAt ?? Infinity,
    }));
  });
  return times.sort((first, second) => first.begun - second.begun);
}

/** The probes that any of the replicas began or made, as run and namespace. */
export function probesOf(
  replicas: readonly ReplicaProcess[],
  what: 'probe-begun' | 'probe-made',
): string[] {
  return replicas
    .flatMap(({ reports }) => reports)
    .flatMap(report =>
      report.report === what ? [`${report.runId} ${report.namespace}`] : [],
    );
}

/** The runs that any of the replicas swept. */
export function sweptRuns(replicas: readonly ReplicaProcess[]): string[] {
  return replicas
    .flatMap(({ reports }) => reports)
    .flatMap(report => (report.report === 'swept' ? [report.runId] : []));
}
