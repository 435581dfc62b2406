import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { hashKey, useInfiniteQuery } from '@tanstack/react-query';
import type {
  EvaluatedTarget,
  NamespaceQuery,
  NamespaceReach,
  NotEvaluated,
} from 'backstage-plugin-network-policy-common';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';

/** After a failed answer: what is said in numbers renews itself, and so should this. */
const retryIntervalMs = 10_000;

/** Something could not be read, and how to try again. */
export interface Problem {
  error: Error;
  retry: () => void;
}

/** The namespaces of a target, as far as they are known. */
export type Namespaces =
  | { state: 'not-asked' }
  | { state: 'loading' }
  | { state: 'failed'; problem: Problem }
  | {
      state: 'loaded';
      rows: readonly NamespaceReach[];
      /** How many there are on all pages. */
      total: number;
      partial: NotEvaluated;
      /** Reads the next page; undefined on the last one. */
      loadMore?: () => void;
      loadingMore: boolean;
      /** What is here could not be renewed, or the next page not be read. */
      problem?: Problem;
    };

/** The first namespaces by name, as many as a page holds. Who asks this shares the answer. */
export const firstByName: NamespaceQuery = { sort: 'namespace', limit: 500 };

/** The key under which everything is kept that was read about the namespaces of an entity's targets. */
export const namespacesKey = (entityRef: string) =>
  ['network-policy', 'namespaces', entityRef] as const;

/**
 * The namespaces of a target. They are read again when the target's revision says that some have changed; until then
 * what was read before stays. Nothing is asked without a target, or where the viewer may not see names.
 */
export function useNamespaces(question: {
  entityRef: string;
  target: EvaluatedTarget | undefined;
  query: NamespaceQuery;
  enabled?: boolean;
}): Namespaces {
  const { entityRef, target, query, enabled = true } = question;
  const api = useApi(networkPolicyApiRef);
  const place = {
    cluster: target?.cluster.name ?? '',
    namespace: target?.namespace ?? '',
  };
  const asked = [...namespacesKey(entityRef), place, query];
  const isAsked = enabled && Boolean(target?.namesShown);
  const answer = useInfiniteQuery({
    queryKey: [...asked, target?.revision],
    queryFn: ({ pageParam: cursor }) =>
      api.listReachOfNamespaces(entityRef, place, {
        ...query,
        ...(cursor !== undefined && { cursor }),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    enabled: isAsked,
    // An earlier revision stays until the present one is here; the answer to another question does not.
    placeholderData: (previous, before) =>
      before && hashKey(before.queryKey.slice(0, -1)) === hashKey(asked)
        ? previous
        : undefined,
    // The revision may come back, and what was read under it long ago need not be what is so now.
    staleTime: 0,
    gcTime: 10_000,
    refetchInterval: ({ state }) => state.status === 'error' && retryIntervalMs,
  });

  const problem = answer.error
    ? {
        error: answer.error,
        retry: () => {
          if (answer.isFetchNextPageError) {
            answer.fetchNextPage();
          } else {
            answer.refetch();
          }
        },
      }
    : undefined;
  // The same as long as the answer is the same: what is made of many rows is not made anew for nothing.
  const rows = useMemo(
    () => answer.data?.pages.flatMap(page => page.namespaces) ?? [],
    [answer.data],
  );
  if (!isAsked) {
    return { state: 'not-asked' };
  }
  if (answer.data) {
    const [{ total, partial }] = answer.data.pages;
    return {
      state: 'loaded',
      rows,
      total,
      partial,
      ...(answer.hasNextPage && { loadMore: () => answer.fetchNextPage() }),
      loadingMore: answer.isFetchingNextPage,
      ...(problem && { problem }),
    };
  }
  return problem ? { state: 'failed', problem } : { state: 'loading' };
}
