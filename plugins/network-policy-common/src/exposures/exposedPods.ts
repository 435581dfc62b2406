import { IndexedCluster } from '../cluster/IndexedCluster';
import { PodClass } from '../cluster/podClass';
import {
  workloadKey,
  workloadOf,
  WorkloadReference,
} from '../connections/connectionSide';
import { Pod, Service } from '../kubernetes/clusterSnapshot';
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

interface Named {
  namespace: string;
  kind?: string;
  name: string;
}

function sorted<T extends Named>(named: readonly T[]): readonly T[] {
  const keyOf = ({ namespace, kind, name }: T) =>
    `${namespace}/${kind ?? ''}/${name}`;
  return named.length < 2
    ? named
    : named
        .map(one => ({ one, key: keyOf(one) }))
        .sort((left, right) => (left.key < right.key ? -1 : 1))
        .map(({ one }) => one);
}

type Names = Omit<ExposedPods, 'pods'>;

function namesOf({ pods }: PodClass, servicesOf: ServicesOf): Names {
  const workloads = new Map<string, WorkloadReference>();
  const services = new Set<ServiceReference>();
  let previous: Pod | undefined;
  for (const pod of pods) {
    // Pods of a workload mostly follow one another.
    if (
      !previous?.owner ||
      pod.owner?.name !== previous.owner.name ||
      pod.owner.kind !== previous.owner.kind
    ) {
      const workload = workloadOf(pod);
      workloads.set(workloadKey(workload), workload);
    }
    if (pod.labels !== previous?.labels) {
      servicesOf(pod.labels).forEach(service => services.add(service));
    }
    previous = pod;
  }
  return {
    workloads: sorted([...workloads.values()]),
    services: sorted([...services]),
  };
}

// Classes of different labels may hold pods of the same workload, which is then named by several objects.
function joinNames(names: readonly Names[]): Names {
  if (names.length === 1) {
    return names[0];
  }
  const workloads = new Map<string, WorkloadReference>();
  const services = new Set<ServiceReference>();
  for (const one of names) {
    for (const workload of one.workloads) {
      workloads.set(workloadKey(workload), workload);
    }
    one.services.forEach(service => services.add(service));
  }
  return {
    workloads: sorted([...workloads.values()]),
    services: sorted([...services]),
  };
}

/** Answers what is known by name of pods of these classes, each of which is looked at once. */
export function exposedPodsIn(
  cluster: IndexedCluster,
): (classes: readonly PodClass[]) => ExposedPods {
  const services = new Map<string, ServicesOf>();
  const names = new Map<PodClass, Names>();
  const servicesIn = (namespace: string): ServicesOf => {
    const found =
      services.get(namespace) ??
      remember(servicesByLabels(cluster.services(namespace)));
    services.set(namespace, found);
    return found;
  };
  const namesOfClass = (podClass: PodClass): Names => {
    const found =
      names.get(podClass) ?? namesOf(podClass, servicesIn(podClass.namespace));
    names.set(podClass, found);
    return found;
  };
  return classes => ({
    pods: classes.reduce((sum, { pods }) => sum + pods.length, 0),
    ...joinNames(classes.map(namesOfClass)),
  });
}
