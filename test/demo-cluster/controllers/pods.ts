import { isKnownImage, programOf } from '../containers/programs';
import { Ending, run } from '../containers/run';
import { ContainerStatus, Pod } from '../kinds/pod';
import { SimulatedNetwork } from '../network/network';
import { StoreEvent } from '../storage/store';
import {
  Controller,
  ControllerContext,
  keyOf,
  setStatus,
  timestampOf,
} from './context';
import { recordEvent } from './events';
import { chooseNode } from './nodes';
import {
  conditionsOf,
  deadlineStatus,
  endedStatus,
  startedStatus,
} from './pod-status';

const longestTimer = 2 ** 31 - 1;

/** Scheduler and kubelet in one: gives pods a node and runs their containers. */
export class PodController implements Controller {
  private readonly timers = new Map<string, Set<NodeJS.Timeout>>();
  private readonly logs = new Map<string, string>();
  private starting = 0;

  constructor(
    private readonly context: ControllerContext,
    private readonly network: SimulatedNetwork,
  ) {}

  get idle(): boolean {
    return this.starting === 0;
  }

  /** What a container of a pod has printed so far. */
  readLog(pod: Pod, container: string): string {
    return this.logs.get(`${pod.metadata.uid}/${container}`) ?? '';
  }

  observe(event: StoreEvent): void {
    if (event.resource !== 'pods') return;
    const { namespace, name, uid } = event.object.metadata;
    if (event.type === 'DELETED') {
      this.timers.get(uid)?.forEach(clearTimeout);
      this.timers.delete(uid);
      for (const key of this.logs.keys()) {
        if (key.startsWith(`${uid}/`)) this.logs.delete(key);
      }
    }
    if (event.type === 'ADDED') {
      this.starting += 1;
      setImmediate(() => {
        const pod = this.context.store.get('pods', namespace, name);
        if (pod?.metadata.uid === uid) this.schedule(pod);
        this.starting -= 1;
      });
    }
  }

  stop(): void {
    this.timers.forEach(timers => timers.forEach(clearTimeout));
    this.timers.clear();
  }

  private after(pod: Pod, milliseconds: number, act: (now: Pod) => void): void {
    if (milliseconds > longestTimer) return;
    const { uid, namespace, name } = pod.metadata;
    const timers = this.timers.get(uid) ?? new Set();
    this.timers.set(uid, timers);
    const timer = setTimeout(() => {
      timers.delete(timer);
      const current = this.context.store.get('pods', namespace, name);
      if (current?.metadata.uid === uid) act(current);
    }, milliseconds);
    timers.add(timer);
  }

  private schedule(pod: Pod): void {
    const node = chooseNode(this.context.store, pod);
    const time = timestampOf(this.context);
    const nodeName = pod.spec.nodeName ?? node.metadata.name;
    const waiting = pod.spec.containers.map(
      ({ name, image }): ContainerStatus => ({
        name,
        image,
        ready: false,
        restartCount: 0,
        state: { waiting: { reason: 'ContainerCreating' } },
      }),
    );
    const scheduled = this.context.store.put('pods', {
      ...pod,
      spec: { ...pod.spec, nodeName },
      status: {
        ...pod.status,
        phase: 'Pending',
        startTime: time,
        hostIP: node.status.addresses?.[0]?.address,
        conditions: conditionsOf(false, time),
        containerStatuses: waiting,
      },
    });
    recordEvent(this.context, scheduled, {
      reason: 'Scheduled',
      message: `Successfully assigned ${keyOf(pod)} to ${nodeName}`,
      component: 'default-scheduler',
    });
    this.starting += 1;
    this.after(scheduled, this.context.timings.podStart, current => {
      this.startContainers(current);
    });
    setTimeout(() => {
      this.starting -= 1;
    }, this.context.timings.podStart).unref();
    const deadline = pod.spec.activeDeadlineSeconds;
    if (deadline !== undefined) {
      this.after(scheduled, deadline * 1000, current => this.expire(current));
    }
  }

  private startContainers(pod: Pod): void {
    const { store, addresses } = this.context;
    const node = store.get('nodes', '', pod.spec.nodeName ?? '');
    const podIP = pod.spec.hostNetwork
      ? pod.status.hostIP
      : addresses.forPod(node?.spec.podCIDR ?? '10.244.0.0/18');
    const time = timestampOf(this.context);
    setStatus(store, 'pods', pod, startedStatus(pod, podIP, time));
    for (const { name, image } of pod.spec.containers) {
      const known = isKnownImage(image);
      recordEvent(this.context, pod, {
        type: known ? 'Normal' : 'Warning',
        reason: known ? 'Started' : 'Failed',
        message: known
          ? `Container started: ${name}`
          : `Failed to pull image "${image}": the simulated registry has no such image`,
        component: 'kubelet',
      });
    }
    const started = store.get(
      'pods',
      pod.metadata.namespace,
      pod.metadata.name,
    );
    if (started?.status.phase === 'Running') this.runContainers(started);
  }

  private runContainers(pod: Pod): void {
    for (const container of pod.spec.containers) {
      const program = programOf(container);
      const ending = run(program, pod, this.network, this.context.timings);
      this.after(pod, ending.after, current =>
        this.endContainer(current, container.name, ending),
      );
    }
  }

  private endContainer(pod: Pod, container: string, ending: Ending): void {
    const status = pod.status.containerStatuses?.find(
      each => each.name === container,
    );
    if (!status?.state.running) return;
    this.logs.set(`${pod.metadata.uid}/${container}`, ending.output);
    const time = timestampOf(this.context);
    const next = endedStatus(pod, container, ending, time);
    setStatus(this.context.store, 'pods', pod, next);
  }

  private expire(pod: Pod): void {
    if (['Succeeded', 'Failed'].includes(pod.status.phase)) return;
    const status = deadlineStatus(pod, timestampOf(this.context));
    setStatus(this.context.store, 'pods', pod, status);
  }
}
