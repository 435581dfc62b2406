import { ApiError } from '../api/status';
import { Pod } from '../kinds/pod';
import { Replicated } from '../kinds/workloads';
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
} from './context';
import { recordEvent } from './events';
import { WorkQueue } from './work-queue';

type Kind = 'ReplicaSet' | 'StatefulSet';

function isActive(pod: Pod): boolean {
  return !['Succeeded', 'Failed'].includes(pod.status.phase);
}

function isReady(pod: Pod): boolean {
  return (
    pod.status.conditions?.some(
      condition => condition.type === 'Ready' && condition.status === 'True',
    ) ?? false
  );
}

/** Keeps as many pods as a ReplicaSet or a StatefulSet asks for. */
export class ReplicaController implements Controller {
  private readonly queue = new WorkQueue(key => this.reconcile(key));
  private readonly resource: 'replicasets' | 'statefulsets';

  constructor(
    private readonly context: ControllerContext,
    private readonly kind: Kind,
  ) {
    this.resource = kind === 'ReplicaSet' ? 'replicasets' : 'statefulsets';
  }

  get idle(): boolean {
    return this.queue.idle;
  }

  observe({ resource, object, type }: StoreEvent): void {
    if (resource === this.resource && type !== 'DELETED') {
      this.queue.add(keyOf(object));
    }
    const owner = resource === 'pods' && ownerOf(object, this.kind);
    if (owner) this.queue.add(`${object.metadata.namespace}/${owner.name}`);
  }

  stop(): void {
    this.queue.stop();
  }

  private reconcile(key: string): void {
    const { store, remover } = this.context;
    const set = objectOf(store, this.resource, key);
    if (!set) return;
    const { namespace } = set.metadata;
    const pods = ownedBy(store.list('pods', namespace), set).filter(isActive);
    for (const pod of pods.slice(set.spec.replicas)) {
      const { name } = pod.metadata;
      remover.remove({ definition: definitionOf('pods'), namespace, name });
    }
    for (let have = pods.length; have < set.spec.replicas; have += 1) {
      if (!this.createPod(set, pods)) {
        this.queue.addAfter(key, this.context.timings.retry);
        break;
      }
    }
    this.report(key);
  }

  private createPod(set: Replicated, pods: Pod[]): boolean {
    const { store, writer } = this.context;
    const { name, namespace } = set.metadata;
    const free = Array.from({ length: set.spec.replicas }, (_, index) => index)
      .map(index => `${name}-${index}`)
      .find(each => !store.get('pods', namespace, each));
    const naming =
      this.kind === 'StatefulSet' && free
        ? { name: free }
        : { generateName: `${name}-` };
    const { template } = set.spec;
    try {
      const { object } = writer.create(
        { definition: definitionOf('pods'), namespace, name: '' },
        {
          metadata: {
            ...naming,
            labels: template.metadata.labels,
            annotations: template.metadata.annotations,
            ownerReferences: [controllerReference(this.resource, set)],
          },
          spec: template.spec,
        },
        controllerManager,
      );
      pods.push(object as Pod);
      recordEvent(this.context, set, {
        reason: 'SuccessfulCreate',
        message: `Created pod: ${object.metadata.name}`,
        component: `${this.kind.toLowerCase()}-controller`,
      });
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      recordEvent(this.context, set, {
        type: 'Warning',
        reason: 'FailedCreate',
        message: `Error creating: ${error.message}`,
        component: `${this.kind.toLowerCase()}-controller`,
      });
      return false;
    }
  }

  private report(key: string): void {
    const { store } = this.context;
    const set = objectOf(store, this.resource, key);
    if (!set) return;
    const pods = ownedBy(store.list('pods', set.metadata.namespace), set);
    const active = pods.filter(isActive);
    const ready = active.filter(isReady).length;
    setStatus(store, this.resource, set, {
      ...set.status,
      observedGeneration: set.metadata.generation ?? 1,
      replicas: active.length,
      readyReplicas: ready,
      availableReplicas: ready,
    });
  }
}
