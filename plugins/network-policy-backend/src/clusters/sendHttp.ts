import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { request } from 'undici';

/**
 * An HTTP request; its body is text.
 */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers: Readonly<Record<string, string>>;
  body?: string;
  signal: AbortSignal;
}

/**
 * The head of an answer, and its body to be read.
 */
export interface HttpAnswer {
  status: number;
  body: Readable;
  /** Whether the body was compressed, and what is read are chunks that were made here. */
  isUnpacked: boolean;
}

/** As much is made plain at once as comes at once, and more than Node would put into a buffer with other things. */
const CHUNK_SIZE = 2 ** 16;

/**
 * Sends a request through the connections and proxies of `fetch`, but for its streams, which take as long as everything
 * else that is done with a long answer. How long to wait is the caller's to say.
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
  // Whoever reads it is told; it may be that nobody reads yet.
  body.on('error', () => {});
  return { status: answer.statusCode, body, isUnpacked };
}
