import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';

/** The key under which an entity's reach in numbers is kept. */
export const reachKey = (entityRef: string) =>
  ['network-policy', 'reach', entityRef] as const;

/**
 * Who can reach the entity's pods in numbers, on each cluster that runs them. Asks nothing while there is no entity,
 * and again after `everyMs` where that is given and as long as somebody sees the page.
 */
export function useEntityReach(
  entityRef: string | undefined,
  options: { everyMs?: number } = {},
) {
  const api = useApi(networkPolicyApiRef);
  return useQuery({
    queryKey: reachKey(entityRef ?? ''),
    queryFn: () => api.getReach(entityRef ?? ''),
    enabled: Boolean(entityRef),
    refetchInterval: options.everyMs ?? false,
  });
}
