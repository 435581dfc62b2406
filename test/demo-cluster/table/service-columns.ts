import { KubernetesObject } from '../kinds/metadata';
import { Service, serviceSchema } from '../kinds/service';
import { ageOf } from './duration';
import { formatLabels } from './format';
import type { Column } from './columns';

function read<T>(of: (spec: Service['spec']) => T) {
  return (object: KubernetesObject): T => of(serviceSchema.parse(object).spec);
}

export const serviceColumns: Column[] = [
  { name: 'Name', value: object => object.metadata.name },
  { name: 'Type', value: read(spec => spec.type) },
  { name: 'Cluster-IP', value: read(spec => spec.clusterIP || '<none>') },
  {
    name: 'External-IP',
    value: read(spec => {
      if (spec.type === 'ExternalName') return spec.externalName ?? '<none>';
      return spec.type === 'LoadBalancer' ? '<pending>' : '<none>';
    }),
  },
  {
    name: 'Port(s)',
    value: read(
      spec =>
        (spec.ports ?? [])
          .map(({ port, nodePort, protocol }) =>
            nodePort
              ? `${port}:${nodePort}/${protocol}`
              : `${port}/${protocol}`,
          )
          .join(',') || '<none>',
    ),
  },
  {
    name: 'Age',
    value: (object, now) => ageOf(object.metadata.creationTimestamp, now),
  },
  {
    name: 'Selector',
    priority: 1,
    value: read(spec => formatLabels(spec.selector)),
  },
];
