import { KubernetesObject } from '../kinds/metadata';
import { columnsOf } from '../table/columns';
import { ResourceDefinition } from '../storage/registry';
import { ObjectList } from './list';

/** Puts one object into the form that the client asked for. */
export type Presenter = (object: KubernetesObject) => object;

type Form = 'object' | 'table' | 'metadata';

/** Which form an `Accept` header asks for first. */
function formOf(accept: string): Form {
  for (const offer of accept.split(',')) {
    if (/as=Table/.test(offer) && /v=v1(;|$)/.test(offer.trim()))
      return 'table';
    if (/as=PartialObjectMetadata/.test(offer)) return 'metadata';
    if (/application\/json|\*\/\*/.test(offer)) return 'object';
  }
  return 'object';
}

function metadataOnly(object: KubernetesObject): object {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

function tableOf(
  definition: ResourceDefinition,
  objects: KubernetesObject[],
  options: { include: string; now: Date; withColumns: boolean },
  metadata: object,
): object {
  const columns = columnsOf(definition.resource);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: options.withColumns
      ? columns.map(
          ({ name, type = 'string', priority = 0, description = '' }) => ({
            name,
            type,
            format: name === 'Name' ? 'name' : '',
            description,
            priority,
          }),
        )
      : null,
    rows: objects.map(object => ({
      cells: columns.map(column => column.value(object, options.now)),
      ...(options.include === 'None'
        ? {}
        : {
            object:
              options.include === 'Object' ? object : metadataOnly(object),
          }),
    })),
  };
}

/** How to answer with single objects of a resource. */
export function presenterOf(
  definition: ResourceDefinition,
  accept: string,
  query: URLSearchParams,
  now: () => Date,
): Presenter {
  const form = formOf(accept);
  const include = query.get('includeObject') ?? 'Metadata';
  let withColumns = true;
  return object => {
    if (form === 'object') return object;
    if (form === 'metadata') return metadataOnly(object);
    const { resourceVersion } = object.metadata;
    const options = { include, now: now(), withColumns };
    // In a watch only the first table says what its columns are.
    withColumns = false;
    return tableOf(definition, [object], options, { resourceVersion });
  };
}

/** Puts a list into the form that the client asked for. */
export function presentList(
  definition: ResourceDefinition,
  list: ObjectList,
  accept: string,
  query: URLSearchParams,
  now: () => Date,
): object {
  const form = formOf(accept);
  const include = query.get('includeObject') ?? 'Metadata';
  if (form === 'table') {
    const options = { include, now: now(), withColumns: true };
    return tableOf(definition, list.items, options, list.metadata);
  }
  if (form === 'metadata') {
    return {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata: list.metadata,
      items: list.items.map(metadataOnly),
    };
  }
  return list;
}
