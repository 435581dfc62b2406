import { setTimeout as sleep } from 'node:timers/promises';
import { SimulatedNetwork } from '../network/network';
import { Controller, ControllerContext } from './context';
import { DeploymentController } from './deployments';
import { EndpointController } from './endpoints';
import { JobController } from './jobs';
import { NamespaceController } from './namespaces';
import { PodController } from './pods';
import { ReplicaController } from './replicas';

const longestSettling = 20000;

/** All controllers, fed with every change in the store. */
export class Controllers {
  private readonly pods: PodController;
  private readonly all: Controller[];
  private readonly unsubscribe: () => void;

  constructor(
    private readonly context: ControllerContext,
    certificate: string,
  ) {
    const { store } = context;
    this.pods = new PodController(context, new SimulatedNetwork(store));
    this.all = [
      new NamespaceController(context, certificate),
      new DeploymentController(context),
      new ReplicaController(context, 'ReplicaSet'),
      new ReplicaController(context, 'StatefulSet'),
      new JobController(context),
      this.pods,
      new EndpointController(context),
    ];
    this.unsubscribe = store.subscribe(event =>
      this.all.forEach(controller => controller.observe(event)),
    );
  }

  /** What a container of a pod has printed. */
  readLog(namespace: string, name: string, container: string): string {
    const pod = this.context.store.get('pods', namespace, name);
    return pod ? this.pods.readLog(pod, container) : '';
  }

  /**
   * Waits until nothing is left to do but for what pods do while they run.
   *
   * @throws Error when that takes longer than it ever should.
   */
  async settle(): Promise<void> {
    const end = Date.now() + longestSettling;
    let quietTurns = 0;
    while (quietTurns < 2) {
      if (Date.now() > end) {
        throw new Error('The controllers of the demo cluster do not settle');
      }
      await sleep(1);
      const isIdle = this.all.every(controller => controller.idle);
      quietTurns = isIdle ? quietTurns + 1 : 0;
    }
  }

  stop(): void {
    this.unsubscribe();
    this.all.forEach(controller => controller.stop());
  }
}
