import { PropsWithChildren } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';

/**
 * The plugin's own cache. An app need not have a query client, and one of another plugin has other defaults; with one
 * of our own, the card and the form share what they read and no other plugin can change how often we ask.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    // A failed answer is shown at once with a button to try again, because people on call should not wait for silent
    // retries. Requests also go out while the browser thinks that it is offline; otherwise the card would keep saying
    // "live".
    queries: { retry: false, staleTime: 10_000, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Gives the plugin's own query client to what is inside. */
export function QueryProvider({ children }: PropsWithChildren<{}>) {
  return (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
}
