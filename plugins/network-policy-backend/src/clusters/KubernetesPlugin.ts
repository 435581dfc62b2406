import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { text as readText } from 'node:stream/consumers';
import { AnswerBody } from './AnswerBody';
import {
  ClusterAnswer,
  networkFailure,
  noAnswerWithin,
  parseFailure,
} from './clusterFailure';
import { Patience } from './Patience';
import { readChunks, StreamEnd } from './readChunks';
import { HttpAnswer, sendHttp } from './sendHttp';

/**
 * One HTTP call to the kubernetes plugin.
 */
export interface KubernetesPluginRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
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
    const answer = await this.open(request);
    if (!answer.ok) {
      return answer;
    }
    const text = await answer.value.body.text();
    return text.ok
      ? {
          ok: true,
          value: {
            body: parseJson(text.value),
            created: answer.value.created,
          },
        }
      : text;
  }

  /**
   * Makes a call and gives the body of its answer, to be read while it comes.
   */
  async open(
    request: KubernetesPluginRequest,
  ): Promise<ClusterAnswer<{ body: AnswerBody; created: boolean }>> {
    const { timeoutMs } = this.options;
    const patience = new Patience(timeoutMs);
    const whyNot = (error: unknown) =>
      patience.signal.aborted
        ? noAnswerWithin(timeoutMs)
        : networkFailure(error);
    try {
      const { status, body, isUnpacked } = await patience.wait(
        this.send(request, patience.signal),
      );
      const answer = new AnswerBody(body, {
        isUnshared: isUnpacked,
        patience,
        whyNot,
      });
      if (isSuccess(status)) {
        return { ok: true, value: { body: answer, created: status === 201 } };
      }
      const text = await answer.text();
      return text.ok
        ? { ok: false, failure: parseFailure(status, parseJson(text.value)) }
        : text;
    } catch (error) {
      return { ok: false, failure: whyNot(error) };
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
      const { status, body } = await this.send(request, silence.signal);
      if (!isSuccess(status)) {
        const answer = parseJson(await readText(body));
        return { ok: false, failure: parseFailure(status, answer) };
      }
      clearTimeout(timer);
      onOpen();
      return { ok: true, value: await readChunks(body, { onText, silenceMs }) };
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
  ): Promise<HttpAnswer> {
    const { auth, discovery } = this.options;
    const baseUrl = await discovery.getBaseUrl('kubernetes');
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const search = query?.size ? `?${query}` : '';
    return sendHttp(`${baseUrl}${path}${search}`, {
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
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** An answer that is not JSON stays text: no object of the API server's, and its reader says what it misses. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
