import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  ListedCluster,
  NetworkPolicyClient,
  UnevaluatedTarget,
} from 'backstage-plugin-network-policy-common';
import { queryClient } from '../hooks/queries';
import { reachPath } from './fixtures';
import { pageOf } from './namespacePage';
import { EvaluatedFixture, summarise } from './summarise';

const baseUrl = 'http://localhost/api/network-policy';

/** The address of a path of the backend. */
export const backendUrl = (path: string) => `${baseUrl}/${path}`;

/** The namespaces of any target of `web`. */
export const namespacesUrl = backendUrl(
  `${reachPath}/:cluster/:namespace/namespaces`,
);

/** The backend as tests see it: HTTP, nothing above it is replaced. */
export const backend = setupServer();

/** The real client, on the test's backend. */
export const client = new NetworkPolicyClient({
  discoveryApi: { getBaseUrl: async () => baseUrl },
  fetchApi: { fetch: (...args) => fetch(...args) },
});

/**
 * Answers for the reach of `web`: in numbers, and namespace by namespace, both from the same fixtures. The queries that
 * were asked about namespaces are in what it returns, in their order.
 */
export function reachIs(...fixtures: (EvaluatedFixture | UnevaluatedTarget)[]) {
  const queries: string[] = [];
  clustersAre();
  backend.use(
    http.get(backendUrl(reachPath), () =>
      HttpResponse.json({
        entityRef: 'component:default/web',
        total: fixtures.length,
        evaluated: fixtures.length,
        targets: fixtures.map(fixture =>
          fixture.state === 'evaluated' ? summarise(fixture) : fixture,
        ),
      }),
    ),
    http.get(namespacesUrl, ({ request, params }) => {
      const { searchParams } = new URL(request.url);
      queries.push(searchParams.toString());
      const fixture = fixtures.find(
        candidate =>
          candidate.state === 'evaluated' &&
          candidate.cluster.name === params.cluster &&
          candidate.namespace === params.namespace,
      );
      if (fixture?.state !== 'evaluated') {
        return errorResponse(404, 'NotFoundError', 'no such target');
      }
      return fixture.namesShown
        ? HttpResponse.json(pageOf(fixture, searchParams))
        : errorResponse(403, 'NotAllowedError', 'names are not for you');
    }),
  );
  return queries;
}

/** Answers the list of clusters. Without arguments, it is one cluster that can be changed from here. */
export function clustersAre(
  ...clusters: Omit<ListedCluster, 'title' | 'evaluable'>[]
) {
  const listed =
    clusters.length > 0 ? clusters : [{ name: 'simulated', readOnly: false }];
  backend.use(
    http.get(backendUrl('clusters'), () =>
      HttpResponse.json(
        listed.map(cluster => ({
          title: cluster.name,
          evaluable: true,
          ...cluster,
        })),
      ),
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
