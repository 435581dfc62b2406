import { useQueryClient } from '@tanstack/react-query';
import { reachKey, useEntityReach } from './useEntityReach';
import { useReachSignal } from './useReachSignal';

/** How often to ask without signals. An answer that has not changed is a 304 and costs little. */
const withoutSignalsMs = 10_000;
/** In case a signal was lost. The request also tells the backend that the card is still open. */
const withSignalsMs = 60_000;

/** The reach of an entity, read again when it has changed. */
export function useLiveReach(entityRef: string) {
  const cache = useQueryClient();
  const hasSignals = useReachSignal(entityRef, () =>
    cache.invalidateQueries({ queryKey: reachKey(entityRef) }),
  );
  return useEntityReach(entityRef, {
    everyMs: hasSignals ? withSignalsMs : withoutSignalsMs,
  });
}
