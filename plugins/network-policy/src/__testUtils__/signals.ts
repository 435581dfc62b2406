import { act } from '@testing-library/react';
import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  networkPolicyReachChannel,
  NetworkPolicyReachSignal,
} from 'backstage-plugin-network-policy-common';

type Listener = Parameters<SignalApi['subscribe']>[1];

/** The signals of an app, with the backend's side in the hands of the test. */
export class TestSignals implements SignalApi {
  private readonly listeners = new Map<Listener, string>();

  subscribe: SignalApi['subscribe'] = (channel, onMessage) => {
    const listener: Listener = message =>
      onMessage(message as Parameters<typeof onMessage>[0]);
    this.listeners.set(listener, channel);
    return { unsubscribe: () => this.listeners.delete(listener) };
  };

  /** How many listen. */
  get listening(): number {
    return this.listeners.size;
  }

  /** The reach of these entities has changed, all at once. */
  changed(...entityRefs: string[]) {
    act(() => {
      for (const entityRef of entityRefs) {
        const message: NetworkPolicyReachSignal = { entityRef };
        for (const [listener, channel] of this.listeners) {
          if (channel === networkPolicyReachChannel) {
            listener(message);
          }
        }
      }
    });
  }
}
