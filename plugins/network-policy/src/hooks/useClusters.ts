import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';

/** The clusters of the portal, and whether each can be changed from here. Needs a permission that not everybody has. */
export function useClusters() {
  const api = useApi(networkPolicyApiRef);
  const { data, error } = useQuery({
    queryKey: ['network-policy', 'clusters'],
    queryFn: () => api.listClusters(),
  });
  return { clusters: data, error };
}
