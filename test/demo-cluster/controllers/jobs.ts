import { ApiError } from '../api/status';
import { Pod } from '../kinds/pod';
import { Job } from '../kinds/workloads';
import { definitionOf } from '../storage/registry';
import { StoreEvent } from '../storage/store';
import {
  Controller,
  ControllerContext,
  controllerManager,
  controllerReference,
  keyOf,
  objectOf,
  ownedBy,
  ownerOf,
  setStatus,
  timestampOf,
} from './context';
import { recordEvent } from './events';
import { WorkQueue } from './work-queue';

const component = 'job-controller';
const pods = definitionOf('pods');

function finishedAt(job: Job): string | undefined {
  return job.status.conditions?.find(
    ({ type, status }) =>
      ['Complete', 'Failed'].includes(type) && status === 'True',
  )?.lastTransitionTime;
}

/** Runs Jobs: pods until enough succeeded, or too many failed, or time is up. */
export class JobController implements Controller {
  private readonly queue = new WorkQueue(key => this.reconcile(key));

  constructor(private readonly context: ControllerContext) {}

  get idle(): boolean {
    return this.queue.idle;
  }

  observe({ resource, object, type }: StoreEvent): void {
    if (resource === 'jobs') {
      if (type === 'DELETED') this.queue.forget(keyOf(object));
      else this.queue.add(keyOf(object));
    }
    const owner = resource === 'pods' && ownerOf(object, 'Job');
    if (owner) this.queue.add(`${object.metadata.namespace}/${owner.name}`);
  }

  stop(): void {
    this.queue.stop();
  }

  private reconcile(key: string): void {
    const { store, timings } = this.context;
    const job = objectOf(store, 'jobs', key);
    if (!job) return;
    const end = finishedAt(job);
    if (end) {
      this.expire(key, job, end);
      return;
    }
    const all = ownedBy(store.list('pods', job.metadata.namespace), job);
    const inPhase = (phase: string) =>
      all.filter(pod => pod.status.phase === phase);
    const succeeded = inPhase('Succeeded').length;
    const failed = inPhase('Failed').length;
    const active = all.filter(
      pod => !['Succeeded', 'Failed'].includes(pod.status.phase),
    );
    const startTime = job.status.startTime ?? timestampOf(this.context);
    const counts = { startTime, succeeded, failed };
    const { backoffLimit, completions, activeDeadlineSeconds } = job.spec;
    const left =
      activeDeadlineSeconds === undefined
        ? Infinity
        : Date.parse(job.metadata.creationTimestamp) +
          activeDeadlineSeconds * 1000 -
          this.context.now().getTime();
    if (succeeded >= completions) {
      this.finish(job, counts, active, 'Complete', 'CompletionsReached', '');
    } else if (failed > backoffLimit) {
      const why = 'Job has reached the specified backoff limit';
      this.finish(job, counts, active, 'Failed', 'BackoffLimitExceeded', why);
    } else if (left <= 0) {
      const why = 'Job was active longer than specified deadline';
      this.finish(job, counts, active, 'Failed', 'DeadlineExceeded', why);
    } else {
      const wanted = Math.min(job.spec.parallelism, completions - succeeded);
      const made = this.createPods(job, wanted - active.length);
      const missing = active.length + made < wanted;
      this.queue.addAfter(key, missing ? Math.min(left, timings.retry) : left);
      this.report(job, { ...counts, active: active.length + made });
    }
  }

  private expire(key: string, job: Job, end: string): void {
    const seconds = job.spec.ttlSecondsAfterFinished;
    if (seconds === undefined) return;
    const { now, remover } = this.context;
    const left = Date.parse(end) + seconds * 1000 - now().getTime();
    if (left > 0) {
      this.queue.addAfter(key, left);
      return;
    }
    const { namespace, name } = job.metadata;
    remover.remove(
      { definition: definitionOf('jobs'), namespace, name },
      { propagationPolicy: 'Background' },
    );
  }

  /** How many could be created; a refusal is told by an event. */
  private createPods(job: Job, count: number): number {
    const { template } = job.spec;
    const { name, namespace } = job.metadata;
    for (let made = 0; made < count; made += 1) {
      try {
        const { object } = this.context.writer.create(
          { definition: pods, namespace, name: '' },
          {
            metadata: {
              generateName: `${name}-`,
              labels: template.metadata.labels,
              annotations: template.metadata.annotations,
              ownerReferences: [controllerReference('jobs', job)],
            },
            spec: template.spec,
          },
          controllerManager,
        );
        recordEvent(this.context, job, {
          reason: 'SuccessfulCreate',
          message: `Created pod: ${object.metadata.name}`,
          component,
        });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        recordEvent(this.context, job, {
          type: 'Warning',
          reason: 'FailedCreate',
          message: `Error creating: ${error.message}`,
          component,
        });
        return made;
      }
    }
    return Math.max(0, count);
  }

  private finish(
    job: Job,
    counts: { startTime: string; succeeded: number; failed: number },
    active: Pod[],
    type: 'Complete' | 'Failed',
    reason: string,
    message: string,
  ): void {
    const { remover } = this.context;
    for (const { metadata } of active) {
      const { namespace, name } = metadata;
      remover.remove({ definition: pods, namespace, name });
    }
    const time = timestampOf(this.context);
    const common = {
      status: 'True',
      reason,
      message,
      lastTransitionTime: time,
    };
    const before = type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget';
    this.report(job, {
      ...counts,
      failed: counts.failed + active.length,
      active: 0,
      ...(type === 'Complete' ? { completionTime: time } : {}),
      conditions: [
        { type: before, ...common, lastProbeTime: time },
        { type, ...common, lastProbeTime: time },
      ],
    });
    recordEvent(this.context, job, {
      type: type === 'Complete' ? 'Normal' : 'Warning',
      reason: type === 'Complete' ? 'Completed' : reason,
      message: message || 'Job completed',
      component,
    });
  }

  private report(job: Job, status: Partial<Job['status']>): void {
    const current = objectOf(this.context.store, 'jobs', keyOf(job));
    if (!current) return;
    const isZero = (value: unknown) => value === 0 || value === undefined;
    const counted = ['active', 'succeeded', 'failed'];
    const next = Object.entries({
      ready: 0,
      ...current.status,
      ...status,
    }).filter(([name, value]) => !counted.includes(name) || !isZero(value));
    const told = Object.fromEntries(next);
    setStatus(this.context.store, 'jobs', current, {
      ...told,
      terminating: 0,
      uncountedTerminatedPods: {},
    });
  }
}
