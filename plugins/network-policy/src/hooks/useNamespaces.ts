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

/** After a failed answer. The numbers are read again too, and both should be of the same age. */
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
      /** The rows could not be read again, or the next page could not be read. */
      problem?: Problem;
    };

/** The first namespaces by name, as many as a page holds. All that use this query share the answer. */
export const firstByName: NamespaceQuery = { sort: 'namespace', limit: 500 };

/** The key of all that was read about the namespaces of an entity's targets. */
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
    // A revision may come back. What was read under it long ago may be wrong by now.
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
  // The same array while the answer is the same, so that nothing is computed again from many rows.
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
