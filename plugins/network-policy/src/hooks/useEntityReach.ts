import { useApi } from '@backstage/core-plugin-api';
import { InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import type {
  EntityReach,
  ReachTarget,
} from 'backstage-plugin-network-policy-common';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';

/** While targets are still evaluated, in case the signal that they are done is lost. */
const evaluatingMs = 3_000;

/** The key under which an entity's reach in numbers is kept. */
export const reachKey = (entityRef: string) =>
  ['network-policy', 'reach', entityRef] as const;

/** Tells targets apart: an entity may run in several namespaces of a cluster. */
export function targetKey(target: ReachTarget): string {
  return target.state === 'evaluated'
    ? `${target.cluster.name}/${target.namespace}`
    : target.cluster.name;
}

/** The pages as one answer. The order may change between two pages, so a target may be on both. */
function joinPages({ pages }: InfiniteData<EntityReach>): EntityReach {
  const targets = new Map<string, ReachTarget>();
  for (const target of pages.flatMap(page => page.targets)) {
    const key = targetKey(target);
    if (!targets.has(key)) {
      targets.set(key, target);
    }
  }
  return { ...pages[0], targets: [...targets.values()] };
}

/**
 * Who can reach the entity's pods in numbers, on each cluster that runs them, a page of targets at a time. Asks nothing
 * while there is no entity, and again after `everyMs` where that is given and as long as somebody sees the page. All
 * pages that were loaded are read again together.
 */
export function useEntityReach(
  entityRef: string | undefined,
  options: { everyMs?: number; limit?: number } = {},
) {
  const { everyMs, limit } = options;
  const api = useApi(networkPolicyApiRef);
  return useInfiniteQuery({
    queryKey: [...reachKey(entityRef ?? ''), limit],
    queryFn: ({ pageParam: cursor }) =>
      api.getReach(entityRef ?? '', { query: { limit, cursor } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    select: joinPages,
    enabled: Boolean(entityRef),
    refetchInterval: ({ state }) => {
      const first = state.data?.pages[0];
      const evaluating = first && first.evaluated < first.total;
      return everyMs && evaluating ? evaluatingMs : everyMs ?? false;
    },
  });
}
