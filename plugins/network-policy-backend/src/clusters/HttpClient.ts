import { text as readText } from 'node:stream/consumers';
import { Dispatcher } from 'undici';
import { AnswerBody } from './AnswerBody';
import { ApiRequest } from './ApiServer';
import {
  ClusterAnswer,
  ClusterFailure,
  networkFailure,
  noAnswerWithin,
  parseFailure,
} from './clusterFailure';
import { readChunks, StreamEnd } from './readChunks';
import { RequestTimeout } from './RequestTimeout';
import { HttpAnswer, sendHttp } from './sendHttp';

/**
 * Where a request goes, and who makes it.
 */
export interface HttpTarget {
  /** Address without a slash at its end. */
  baseUrl: string;
  /** The bearer token. It is removed from every failure that the server's words are part of. */
  token: string;
  /** The connections to use; those of `fetch` by default. */
  dispatcher?: Dispatcher;
}

/**
 * The reader of an answer that is read while it comes.
 */
export interface StreamReader {
  /** The answer has begun, and is a success. */
  onOpen(): void;
  /** The next part of it. Characters are whole, lines may not be. */
  onText(text: string): void;
  /** An answer that is silent for this long is given up. */
  silenceMs: number;
}

/**
 * JSON over HTTP with a bearer token. The ways to a cluster share it: the kubernetes plugin, and the API server itself.
 * Redirects are never followed, so that a token reaches nothing but its target.
 */
export class HttpClient {
  constructor(
    private readonly options: {
      /** Asked for each request, because tokens change. A failure is the answer to the request. */
      target: () => Promise<ClusterAnswer<HttpTarget>>;
      timeoutMs: number;
    },
  ) {}

  /**
   * Makes a call and reads its JSON. `created` tells a 201 from a 200.
   */
  async request(
    request: ApiRequest,
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
    request: ApiRequest,
  ): Promise<ClusterAnswer<{ body: AnswerBody; created: boolean }>> {
    const { timeoutMs } = this.options;
    const timeout = new RequestTimeout(timeoutMs);
    let token = '';
    const whyNot = (error: unknown) =>
      timeout.signal.aborted
        ? noAnswerWithin(timeoutMs)
        : without(token, networkFailure(error));
    try {
      const target = await timeout.wait(this.options.target());
      if (!target.ok) {
        return target;
      }
      token = target.value.token;
      const { status, body, isUnpacked } = await timeout.wait(
        send(target.value, request, timeout.signal),
      );
      const answer = new AnswerBody(body, {
        isUnshared: isUnpacked,
        timeout,
        whyNot,
      });
      if (isSuccess(status)) {
        return { ok: true, value: { body: answer, created: status === 201 } };
      }
      const text = await answer.text();
      return text.ok ? refused(target.value, status, text.value) : text;
    } catch (error) {
      return { ok: false, failure: whyNot(error) };
    }
  }

  /**
   * Makes a call whose answer has no end of its own, and reads it while it comes. It may begin late: the kubernetes
   * plugin's proxy passes on the head of an answer with the first part of its body.
   */
  async stream(
    request: ApiRequest,
    { onOpen, onText, silenceMs }: StreamReader,
  ): Promise<ClusterAnswer<StreamEnd>> {
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), silenceMs);
    let token = '';
    try {
      const target = await this.options.target();
      if (!target.ok) {
        return target;
      }
      token = target.value.token;
      const { status, body } = await send(
        target.value,
        request,
        silence.signal,
      );
      if (!isSuccess(status)) {
        return refused(target.value, status, await readText(body));
      }
      clearTimeout(timer);
      onOpen();
      return { ok: true, value: await readChunks(body, { onText, silenceMs }) };
    } catch (error) {
      return silence.signal.aborted
        ? { ok: true, value: 'silent' }
        : { ok: false, failure: without(token, networkFailure(error)) };
    } finally {
      clearTimeout(timer);
    }
  }
}

function send(
  { baseUrl, token, dispatcher }: HttpTarget,
  { method, path, query, headers, body, signal }: ApiRequest,
  timeout: AbortSignal,
): Promise<HttpAnswer> {
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
    dispatcher,
  });
}

function refused(
  { token }: HttpTarget,
  status: number,
  text: string,
): { ok: false; failure: ClusterFailure } {
  return {
    ok: false,
    failure: without(token, parseFailure(status, parseJson(text))),
  };
}

/** Failures are logged and shown, and a server may have repeated what it was sent. */
function without(token: string, failure: ClusterFailure): ClusterFailure {
  return token
    ? { ...failure, message: failure.message.replaceAll(token, '[left out]') }
    : failure;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** An answer that is not JSON stays text, and its reader says what it misses. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
