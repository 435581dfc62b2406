import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  ClusterAnswer,
  networkFailure,
  noAnswerWithin,
  parseFailure,
} from './clusterFailure';
import { readChunks, StreamEnd } from './readChunks';

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
 * Who reads an answer while it comes.
 */
export interface StreamReader {
  /** The answer has begun, and is a success. */
  onOpen(): void;
  /** More of it. Characters are whole, lines may not be. */
  onText(text: string): void;
  /** An answer that is silent for so long is given up. */
  silenceMs: number;
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
  async request(
    request: KubernetesPluginRequest,
  ): Promise<ClusterAnswer<{ body: unknown; created: boolean }>> {
    const answer = await this.text(request);
    return answer.ok
      ? {
          ok: true,
          value: {
            body: parseJson(answer.value.text),
            created: answer.value.created,
          },
        }
      : answer;
  }

  /**
   * Makes a call and reads its text.
   */
  async text(
    request: KubernetesPluginRequest,
  ): Promise<ClusterAnswer<{ text: string; created: boolean }>> {
    const { timeoutMs } = this.options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await this.send(request, timeout);
      const text = await response.text();
      return response.ok
        ? { ok: true, value: { text, created: response.status === 201 } }
        : {
            ok: false,
            failure: parseFailure(response.status, parseJson(text)),
          };
    } catch (error) {
      return { ok: false, failure: this.whyNot(error, timeout) };
    }
  }

  /**
   * Makes a call whose answer has no end of its own, and reads it while it comes. It may begin late: the proxy passes on
   * the head of an answer with the first of its body.
   */
  async stream(
    request: KubernetesPluginRequest,
    { onOpen, onText, silenceMs }: StreamReader,
  ): Promise<ClusterAnswer<StreamEnd>> {
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), silenceMs);
    try {
      const response = await this.send(request, silence.signal);
      if (!response.ok) {
        const body = parseJson(await response.text());
        return { ok: false, failure: parseFailure(response.status, body) };
      }
      clearTimeout(timer);
      onOpen();
      return {
        ok: true,
        value: await readChunks(response.body, { onText, silenceMs }),
      };
    } catch (error) {
      return silence.signal.aborted
        ? { ok: true, value: 'silent' }
        : { ok: false, failure: networkFailure(error) };
    } finally {
      clearTimeout(timer);
    }
  }

  private async send(
    { method, path, query, headers, body, signal }: KubernetesPluginRequest,
    timeout: AbortSignal,
  ): Promise<Response> {
    const { auth, discovery } = this.options;
    const baseUrl = await discovery.getBaseUrl('kubernetes');
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const search = query?.size ? `?${query}` : '';
    return fetch(`${baseUrl}${path}${search}`, {
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
  }

  private whyNot(error: unknown, timeout: AbortSignal) {
    return timeout.aborted
      ? noAnswerWithin(this.options.timeoutMs)
      : networkFailure(error);
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
