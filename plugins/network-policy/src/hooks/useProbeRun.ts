import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EvaluatedTarget } from 'backstage-plugin-network-policy-common';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';
import { reachKey } from './useEntityReach';

const pollIntervalMs = 1000;
/** After a failed answer: the portal may be restarting, and the run with it. */
const retryIntervalMs = 3000;

/**
 * Starts and cancels probe runs against a target, and follows the running one even when another person started it. When
 * a run ends, the reach is read again, so that the outcomes appear on the card. A run that cannot be followed is asked
 * for again every few seconds.
 */
export function useProbeRun(entityRef: string, target: EvaluatedTarget) {
  const api = useApi(networkPolicyApiRef);
  const cache = useQueryClient();
  const [startedRunId, setStartedRunId] = useState<string>();
  const runningId =
    target.probing?.state === 'running' ? target.probing.runId : undefined;
  const runId = startedRunId ?? runningId;

  const start = useMutation({
    mutationFn: (from: string[]) =>
      api.startProbeRun(entityRef, {
        cluster: target.cluster.name,
        namespace: target.namespace,
        from,
      }),
    onSuccess: run => setStartedRunId(run.id),
  });

  const runKey = ['network-policy', 'probe-run', entityRef, runId];
  const cancel = useMutation({
    mutationFn: () => api.cancelProbeRun(entityRef, runId ?? ''),
    onSuccess: cancelled => cache.setQueryData(runKey, cancelled),
  });

  const run = useQuery({
    queryKey: runKey,
    queryFn: () => api.getProbeRun(entityRef, runId ?? ''),
    enabled: Boolean(runId),
    refetchInterval: query => {
      const { data, status } = query.state;
      if (data && data.state !== 'running') {
        return false;
      }
      return status === 'error' ? retryIntervalMs : pollIntervalMs;
    },
  });

  const state = run.data?.state;
  useEffect(() => {
    if (state && state !== 'running') {
      setStartedRunId(undefined);
      cache.invalidateQueries({ queryKey: reachKey(entityRef) });
    }
  }, [state, cache, entityRef]);

  return {
    start,
    cancel,
    run: run.data,
    running: Boolean(runId) && (!run.data || run.data.state === 'running'),
    followError: run.error,
    followAgain: run.refetch,
  };
}
