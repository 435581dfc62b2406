import { definitionOf } from '../storage/registry';
import { StoreEvent } from '../storage/store';
import {
  Controller,
  ControllerContext,
  controllerManager,
  keyOf,
  objectOf,
  setStatus,
} from './context';
import { WorkQueue } from './work-queue';

/** Gives namespaces what every namespace has, and counts pods for quotas. */
export class NamespaceController implements Controller {
  private readonly queue = new WorkQueue(key => this.reconcile(key));

  constructor(
    private readonly context: ControllerContext,
    private readonly certificate: string,
  ) {}

  get idle(): boolean {
    return this.queue.idle;
  }

  observe({ resource, object, type }: StoreEvent): void {
    if (resource === 'namespaces' && type === 'ADDED') {
      this.queue.add(keyOf(object));
    }
    if (resource === 'pods' || resource === 'resourcequotas') {
      const { namespace } = object.metadata;
      for (const quota of this.context.store.list(
        'resourcequotas',
        namespace,
      )) {
        this.queue.add(`quota/${keyOf(quota)}`);
      }
    }
  }

  stop(): void {
    this.queue.stop();
  }

  private reconcile(key: string): void {
    if (key.startsWith('quota/')) this.countPods(key.replace('quota/', ''));
    else this.furnish(key);
  }

  private furnish(key: string): void {
    const { store, writer } = this.context;
    const namespace = objectOf(store, 'namespaces', key);
    if (!namespace || namespace.metadata.deletionTimestamp) return;
    const { name } = namespace.metadata;
    const wanted = [
      { resource: 'serviceaccounts', name: 'default', body: {} },
      {
        resource: 'configmaps',
        name: 'kube-root-ca.crt',
        body: { data: { 'ca.crt': this.certificate } },
      },
    ] as const;
    for (const each of wanted) {
      if (!store.get(each.resource, name, each.name)) {
        const definition = definitionOf(each.resource);
        writer.create(
          { definition, namespace: name, name: each.name },
          each.body,
          controllerManager,
        );
      }
    }
  }

  private countPods(key: string): void {
    const { store } = this.context;
    const quota = objectOf(store, 'resourcequotas', key);
    if (!quota) return;
    const used = store
      .list('pods', quota.metadata.namespace)
      .filter(
        pod => !['Succeeded', 'Failed'].includes(pod.status.phase),
      ).length;
    const { hard } = quota.spec;
    const counted = Object.keys(hard).map(name => [
      name,
      ['pods', 'count/pods'].includes(name) ? String(used) : '0',
    ]);
    setStatus(store, 'resourcequotas', quota, {
      hard,
      used: Object.fromEntries(counted),
    });
  }
}
