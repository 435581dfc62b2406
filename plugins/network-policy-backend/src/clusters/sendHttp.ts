import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Dispatcher, request } from 'undici';

/**
 * An HTTP request; its body is text.
 */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers: Readonly<Record<string, string>>;
  body?: string;
  signal: AbortSignal;
  /** The connections to use; those of `fetch` by default. */
  dispatcher?: Dispatcher;
}

/**
 * The head of an answer, and its body to be read.
 */
export interface HttpAnswer {
  status: number;
  body: Readable;
  /** Whether the body came compressed, so that its chunks were made in this process. */
  isUnpacked: boolean;
}

/** About as much as comes at once, and too much for Node to share the buffer with other data. */
const CHUNK_SIZE = 2 ** 16;

/**
 * Sends a request through the connections and proxies of `fetch`, without its streams: for a long answer these take as
 * long as everything else. It follows no redirect. The caller's signal says how long to wait.
 */
export async function sendHttp(
  url: string,
  { headers, ...options }: HttpRequest,
): Promise<HttpAnswer> {
  const answer = await request(url, {
    ...options,
    headers: { 'Accept-Encoding': 'gzip', ...headers },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const isUnpacked = answer.headers['content-encoding'] === 'gzip';
  const body = isUnpacked
    ? pipeline(answer.body, createGunzip({ chunkSize: CHUNK_SIZE }), () => {})
    : answer.body;
  // The reader gets the error. Without this listener an error before the first read would end the process.
  body.on('error', () => {});
  return { status: answer.statusCode, body, isUnpacked };
}
