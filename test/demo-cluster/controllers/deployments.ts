import { createHash } from 'node:crypto';
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
  timestampOf,
} from './context';
import { recordEvent } from './events';
import { WorkQueue } from './work-queue';

function templateHash({ spec }: Replicated): string {
  const text = JSON.stringify(spec.template);
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

/** Gives each Deployment a ReplicaSet for its template of the moment. */
export class DeploymentController implements Controller {
  private readonly queue = new WorkQueue(key => this.reconcile(key));

  constructor(private readonly context: ControllerContext) {}

  get idle(): boolean {
    return this.queue.idle;
  }

  observe({ resource, object, type }: StoreEvent): void {
    if (resource === 'deployments' && type !== 'DELETED') {
      this.queue.add(keyOf(object));
    }
    const owner = resource === 'replicasets' && ownerOf(object, 'Deployment');
    if (owner) this.queue.add(`${object.metadata.namespace}/${owner.name}`);
  }

  stop(): void {
    this.queue.stop();
  }

  private reconcile(key: string): void {
    const { store } = this.context;
    const deployment = objectOf(store, 'deployments', key);
    if (!deployment) return;
    const { namespace, name } = deployment.metadata;
    const current = `${name}-${templateHash(deployment)}`;
    if (!store.get('replicasets', namespace, current)) {
      this.createReplicaSet(deployment, current);
    }
    const sets = ownedBy(store.list('replicasets', namespace), deployment);
    const wanted = deployment.spec.replicas;
    const set = sets.find(each => each.metadata.name === current);
    const isUp = (set?.status.readyReplicas ?? 0) >= wanted;
    for (const each of sets) {
      if (each === set) this.scale(each, wanted);
      else if (isUp) this.scale(each, 0);
    }
    this.report(deployment, sets, set);
  }

  private createReplicaSet(deployment: Replicated, name: string): void {
    const { template, selector, replicas } = deployment.spec;
    const hash = { 'pod-template-hash': templateHash(deployment) };
    const labels = { ...template.metadata.labels, ...hash };
    const { namespace } = deployment.metadata;
    this.context.writer.create(
      { definition: definitionOf('replicasets'), namespace, name },
      {
        metadata: {
          name,
          labels,
          ownerReferences: [controllerReference('deployments', deployment)],
        },
        spec: {
          replicas,
          selector: {
            ...selector,
            matchLabels: { ...selector.matchLabels, ...hash },
          },
          template: { ...template, metadata: { ...template.metadata, labels } },
        },
      },
      controllerManager,
    );
    recordEvent(this.context, deployment, {
      reason: 'ScalingReplicaSet',
      message: `Scaled up replica set ${name} from 0 to ${replicas}`,
      component: 'deployment-controller',
    });
  }

  private scale(set: Replicated, replicas: number): void {
    if (set.spec.replicas !== replicas) {
      const spec = { ...set.spec, replicas };
      this.context.store.put('replicasets', { ...set, spec });
    }
  }

  private report(
    deployment: Replicated,
    sets: Replicated[],
    current: Replicated | undefined,
  ): void {
    const ready = current?.status.readyReplicas ?? 0;
    const wanted = deployment.spec.replicas;
    const status = ready >= wanted ? 'True' : 'False';
    const known = deployment.status.conditions?.find(
      condition => condition.type === 'Available',
    );
    const since =
      known?.status === status
        ? known.lastTransitionTime
        : timestampOf(this.context);
    const total = sets.reduce(
      (sum, set) => sum + (set.status.replicas ?? 0),
      0,
    );
    setStatus(this.context.store, 'deployments', deployment, {
      ...deployment.status,
      observedGeneration: deployment.metadata.generation ?? 1,
      replicas: total,
      updatedReplicas: current?.status.replicas ?? 0,
      readyReplicas: ready,
      availableReplicas: ready,
      conditions: [
        {
          type: 'Available',
          status,
          reason:
            status === 'True'
              ? 'MinimumReplicasAvailable'
              : 'MinimumReplicasUnavailable',
          lastTransitionTime: since,
          lastUpdateTime: since,
        },
      ],
    });
  }
}
