import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';

/** The key under which an entity's reach is kept. */
export const reachKey = (entityRef: string) =>
  ['network-policy', 'reach', entityRef] as const;

/** Who can reach the entity's pods, on each cluster that runs them. Asks nothing while there is no entity. */
export function useEntityReach(entityRef: string | undefined) {
  const api = useApi(networkPolicyApiRef);
  return useQuery({
    queryKey: reachKey(entityRef ?? ''),
    queryFn: () => api.getReach(entityRef ?? ''),
    enabled: Boolean(entityRef),
  });
}
