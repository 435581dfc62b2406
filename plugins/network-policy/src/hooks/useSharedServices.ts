import { useApi } from '@backstage/core-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
} from '@backstage/plugin-kubernetes-common';
import {
  catalogApiRef,
  useEntityOwnership,
} from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

/** A component that runs in Kubernetes, and whether it belongs to the person who looks. */
export interface SharedService {
  entity: Entity;
  owned: boolean;
}

/** The components that the person can see and that run in Kubernetes, those they own first. */
export function useSharedServices() {
  const catalogApi = useApi(catalogApiRef);
  const { isOwnedEntity } = useEntityOwnership();
  const query = useQuery({
    queryKey: ['network-policy', 'services'],
    queryFn: async () => {
      const { items } = await catalogApi.getEntities({
        filter: [
          KUBERNETES_ANNOTATION,
          KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
        ].map(annotation => ({
          kind: 'Component',
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: ['kind', 'metadata', 'relations'],
      });
      return items;
    },
  });
  const services: SharedService[] = (query.data ?? [])
    .map(entity => ({ entity, owned: isOwnedEntity(entity) }))
    .sort(
      (a, b) =>
        Number(b.owned) - Number(a.owned) ||
        a.entity.metadata.name.localeCompare(b.entity.metadata.name),
    );
  return { services, loading: query.isPending, error: query.error };
}
