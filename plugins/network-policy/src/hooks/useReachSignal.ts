import { useEffect, useRef, useState } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  networkPolicyReachChannel,
  NetworkPolicyReachSignal,
} from 'backstage-plugin-network-policy-common';

/**
 * Calls back when the backend says that the reach of an entity has changed. Returns whether the app has signals at all.
 *
 * Not `useSignal`, which keeps the last message only: of two that come at once it would lose the first.
 */
export function useReachSignal(
  entityRef: string,
  onChange: () => void,
): boolean {
  const signals = useApiHolder().get(signalApiRef);
  const [refused, setRefused] = useState(false);
  const told = useRef(onChange);
  told.current = onChange;
  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    try {
      const { unsubscribe } = signals.subscribe<NetworkPolicyReachSignal>(
        networkPolicyReachChannel,
        message => {
          if (message.entityRef === entityRef) {
            told.current();
          }
        },
      );
      return unsubscribe;
    } catch {
      // The client of the signals plugin throws where the portal is not on HTTPS: it needs crypto.randomUUID.
      setRefused(true);
      return undefined;
    }
  }, [signals, entityRef]);
  return signals !== undefined && !refused;
}
