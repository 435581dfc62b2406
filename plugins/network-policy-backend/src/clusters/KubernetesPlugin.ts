import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { ClusterAnswer, parseFailure } from './clusterFailure';

/**
 * One HTTP call to the kubernetes plugin.
 */
export interface KubernetesPluginRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path below the plugin, already encoded. */
  path: string;
  query?: URLSearchParams;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * The HTTP side of the kubernetes plugin, which holds the clusters and their credentials. Calls are made with this
 * plugin's own service credentials: permissions of the person were checked before.
 */
export class KubernetesPlugin {
  constructor(
    private readonly options: {
      auth: AuthService;
      discovery: DiscoveryService;
      timeoutMs: number;
    },
  ) {}

  /**
   * Makes a call and reads its JSON. `created` tells a 201 from a 200.
   */
  async request({
    method,
    path,
    query,
    headers,
    body,
    signal,
  }: KubernetesPluginRequest): Promise<
    ClusterAnswer<{ body: unknown; created: boolean }>
  > {
    const { auth, discovery, timeoutMs } = this.options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const baseUrl = await discovery.getBaseUrl('kubernetes');
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'kubernetes',
      });
      const search = query?.size ? `?${query}` : '';
      const response = await fetch(`${baseUrl}${path}${search}`, {
        method,
        headers: {
          Accept: 'application/json',
          Authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const answer = parseJson(await response.text());
      return response.ok
        ? {
            ok: true,
            value: { body: answer, created: response.status === 201 },
          }
        : { ok: false, failure: parseFailure(response.status, answer) };
    } catch (error) {
      const message = timeout.aborted
        ? `no answer within ${timeoutMs / 1000} s`
        : describeNetworkError(error);
      return {
        ok: false,
        failure: { kind: 'unreachable', message, managers: [] },
      };
    }
  }
}

/** An answer that is not JSON stays text: no object of the API server's, and its reader says what it misses. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Node's fetch says only "fetch failed"; the reason is in its cause. */
function describeNetworkError(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) {
    return error.cause.message || error.message;
  }
  return stringifyError(error);
}
