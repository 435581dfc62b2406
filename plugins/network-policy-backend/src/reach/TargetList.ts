import {
  networkPolicyFleetReadPermission,
  UnevaluatedTarget,
} from 'backstage-plugin-network-policy-common';
import {
  ClusterDirectory,
  EvaluableCluster,
  KnownCluster,
} from '../clusters/ClusterDirectory';
import { ClusterStates } from '../state/ClusterStates';
import { VersionMemo } from '../state/VersionMemo';
import { IsOwn } from '../ownership/ownTargets';
import { EntityWorkload } from '../targets/entityWorkload';
import { namespacesOf } from '../targets/workloadTarget';

/** So many names of namespaces are kept; they are strings that the clusters hold anyway. */
const NAMES_KEPT = 200_000;

/** The pods of an entity in one namespace, before anything about them is evaluated. */
export interface PlacedTarget {
  state: 'placed';
  cluster: EvaluableCluster;
  namespace: string;
  /** The version of the cluster in which they were found. */
  version: number;
}

/** A target of an entity, or what there is instead of targets in a cluster. */
export type ListedTarget = PlacedTarget | UnevaluatedTarget;

/**
 * Finds the targets of entities, in the order of their names. It looks for one pod in each namespace, and evaluates
 * nothing.
 */
export class TargetList {
  private readonly names = new VersionMemo<readonly string[]>(
    NAMES_KEPT,
    names => 1 + names.length,
  );
  private readonly begun = new Date().toISOString();

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      states: Pick<ClusterStates, 'read'>;
    },
  ) {}

  /**
   * The targets of an entity. A cluster that fails is in the list with the reason, and delays the others for no longer
   * than its own time limit.
   *
   * @param isOwn - leaves out, without a trace, targets that may not be named; all may be when missing
   * @throws ClusterError when the kubernetes plugin does not list its clusters.
   */
  async of(
    workload: EntityWorkload,
    isOwn?: IsOwn,
  ): Promise<readonly ListedTarget[]> {
    const known = await this.options.clusters.list();
    const candidates = known.filter(
      ({ name }) => !workload.cluster || workload.cluster === name,
    );
    if (workload.cluster && candidates.length === 0) {
      return [this.unknownCluster(workload.cluster)];
    }
    const found = await Promise.all(
      [...candidates]
        .sort(byTitle)
        .map(cluster => this.in(cluster, workload, isOwn)),
    );
    return found.flat();
  }

  private async in(
    cluster: KnownCluster,
    workload: EntityWorkload,
    isOwn: IsOwn | undefined,
  ): Promise<readonly ListedTarget[]> {
    const { name, title } = cluster;
    const shown = { name, title };
    if (!cluster.evaluable) {
      return [this.notEvaluable(shown, cluster.reason)];
    }
    const reading = await this.options.states.read(cluster);
    if (reading.state !== 'read') {
      return [{ cluster: shown, ...reading }];
    }
    const { version, view, asOf, health } = reading;
    const { namespace, selector } = workload;
    const key = JSON.stringify([name, namespace, selector]);
    const all = this.names.of(key, version, () =>
      namespacesOf(workload, view.cluster),
    );
    const names = isOwn
      ? await onlyOwn(all, where => isOwn({ cluster, namespace: where }))
      : all;
    if (names.length === 0) {
      const message = isOwn ? noOwnPods(name) : noPods(name, workload);
      return [{ cluster: shown, state: 'no-pods', asOf, health, message }];
    }
    return names.map(where => ({
      state: 'placed',
      cluster,
      namespace: where,
      version,
    }));
  }

  private unknownCluster(name: string): UnevaluatedTarget {
    return this.notEvaluable(
      { name, title: name },
      `The entity names cluster ${name}, which the kubernetes plugin does not know; correct the annotation backstage.io/kubernetes-cluster or add the cluster`,
    );
  }

  /** Nothing can ever be known of it: that is as old as this process, and so the same for everybody who asks. */
  private notEvaluable(
    cluster: { name: string; title: string },
    message: string,
  ): UnevaluatedTarget {
    return { state: 'not-evaluable', cluster, asOf: this.begun, message };
  }
}

function byTitle(left: KnownCluster, right: KnownCluster): number {
  return (
    left.title.localeCompare(right.title) || (left.name < right.name ? -1 : 1)
  );
}

function noPods(cluster: string, { namespace }: EntityWorkload): string {
  const where = namespace ? `namespace ${namespace} of cluster` : 'cluster';
  return `No pod in ${where} ${cluster} matches the entity's Kubernetes annotations`;
}

/** The same whether there are none, or none that may be named. */
function noOwnPods(cluster: string): string {
  return `No pod in cluster ${cluster} matches the entity's Kubernetes annotations in a namespace that has consented to the entity. Other namespaces are shown to people with the permission ${networkPolicyFleetReadPermission.name}`;
}

async function onlyOwn(
  namespaces: readonly string[],
  isOwn: (namespace: string) => Promise<boolean>,
): Promise<readonly string[]> {
  const own = await Promise.all(namespaces.map(isOwn));
  return namespaces.filter((_, index) => own[index]);
}
