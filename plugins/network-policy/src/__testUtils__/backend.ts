import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  NetworkPolicyClient,
  ReachTarget,
} from 'backstage-plugin-network-policy-common';
import { queryClient } from '../hooks/queries';

const baseUrl = 'http://localhost/api/network-policy';

/** The address of a path of the backend. */
export const backendUrl = (path: string) => `${baseUrl}/${path}`;

/** The backend as tests see it: HTTP, nothing above it is replaced. */
export const backend = setupServer();

/** The real client, on the test's backend. */
export const client = new NetworkPolicyClient({
  discoveryApi: { getBaseUrl: async () => baseUrl },
  fetchApi: { fetch: (...args) => fetch(...args) },
});

/** Answers for the reach of `web`. */
export function reachIs(...targets: ReachTarget[]) {
  backend.use(
    http.get(backendUrl('entities/component/default/web/reach'), () =>
      HttpResponse.json({ entityRef: 'component:default/web', targets }),
    ),
  );
}

/** An error in Backstage's form. */
export function errorResponse(status: number, name: string, message: string) {
  return HttpResponse.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );
}

/** No test sees what another one read. */
export function forgetAnswers() {
  queryClient.clear();
}
