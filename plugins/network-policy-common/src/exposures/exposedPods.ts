import { IndexedCluster } from '../cluster/IndexedCluster';
import { PodClass } from '../cluster/podClass';
import {
  workloadKey,
  workloadOf,
  WorkloadReference,
} from '../connections/connectionSide';
import { Service } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';

/**
 * A Service by its name.
 *
 * @public
 */
export interface ServiceReference {
  namespace: string;
  name: string;
}

/** Pods that a policy opens, with what is known of them by name. */
export interface ExposedPods {
  pods: number;
  workloads: readonly WorkloadReference[];
  services: readonly ServiceReference[];
}

type ServicesOf = (labels: Labels) => readonly ServiceReference[];

// A Service is looked for by one of the labels that it asks for, so that pods are not compared with every Service.
function servicesByLabels(services: Iterable<Service>): ServicesOf {
  const byLabel = new Map<
    string,
    { wanted: readonly [string, string][]; reference: ServiceReference }[]
  >();
  for (const { namespace, name, selector } of services) {
    const wanted = Object.entries(selector ?? {});
    const [first] = wanted;
    if (first) {
      const key = first.join('=');
      const alike = byLabel.get(key) ?? [];
      alike.push({ wanted, reference: { namespace, name } });
      byLabel.set(key, alike);
    }
  }
  return labels =>
    Object.entries(labels).flatMap(([key, value]) =>
      (byLabel.get(`${key}=${value}`) ?? [])
        .filter(({ wanted }) =>
          wanted.every(([name, one]) => labels[name] === one),
        )
        .map(({ reference }) => reference),
    );
}

function remember(find: ServicesOf): ServicesOf {
  const known = new Map<Labels, readonly ServiceReference[]>();
  return labels => {
    let services = known.get(labels);
    if (!services) {
      services = find(labels);
      known.set(labels, services);
    }
    return services;
  };
}

function namesOf(
  { pods }: PodClass,
  servicesOf: ServicesOf,
): Omit<ExposedPods, 'pods'> {
  const workloads = new Map<string, WorkloadReference>();
  const services = new Set<ServiceReference>();
  for (const pod of pods) {
    const workload = workloadOf(pod);
    workloads.set(workloadKey(workload), workload);
    servicesOf(pod.labels).forEach(service => services.add(service));
  }
  return { workloads: [...workloads.values()], services: [...services] };
}

function inOrder<T extends ServiceReference & { kind?: string }>(
  references: Iterable<T>,
): T[] {
  const keyOf = ({ namespace, kind, name }: T) =>
    `${namespace}/${kind ?? ''}/${name}`;
  return [...references].sort((one, other) =>
    keyOf(one) < keyOf(other) ? -1 : 1,
  );
}

/** Answers what is known by name of pods of these classes, each of which is looked at once. */
export function exposedPodsIn(
  cluster: IndexedCluster,
): (classes: readonly PodClass[]) => ExposedPods {
  const services = new Map<string, ServicesOf>();
  const names = new Map<PodClass, ReturnType<typeof namesOf>>();
  const namesOfClass = (podClass: PodClass) => {
    const { namespace } = podClass;
    const servicesOf =
      services.get(namespace) ??
      remember(servicesByLabels(cluster.services(namespace)));
    services.set(namespace, servicesOf);
    const found = names.get(podClass) ?? namesOf(podClass, servicesOf);
    names.set(podClass, found);
    return found;
  };
  return classes => {
    const workloads = new Map<string, WorkloadReference>();
    const leading = new Set<ServiceReference>();
    let pods = 0;
    for (const podClass of classes) {
      const found = namesOfClass(podClass);
      pods += podClass.pods.length;
      found.services.forEach(service => leading.add(service));
      for (const workload of found.workloads) {
        workloads.set(workloadKey(workload), workload);
      }
    }
    return {
      pods,
      workloads: inOrder(workloads.values()),
      services: inOrder(leading),
    };
  };
}
