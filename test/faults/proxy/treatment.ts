/**
 * A request on its way to an API server.
 */
export interface ProxiedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
}

/**
 * What is done to a request: it is passed on, perhaps as somebody else's or with another answer, or answered here.
 */
export type Treatment =
  | {
      forward: true;
      token?: string;
      delayMs?: number;
      /** Changes a list before it is passed on. */
      edit?: (list: unknown) => unknown;
    }
  | { forward: false; code: number; body: unknown };

/** What a fault does to each request. */
export type Treat = (request: ProxiedRequest) => Treatment;

export const untouched: Treatment = { forward: true };

/** An answer in the words of an API server. */
export function refuse(
  code: number,
  reason: string,
  message: string,
): Treatment {
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  };
  return { forward: false, code, body };
}

/** Whether a request lists or watches objects of a kind, named by its plural. */
export function isAbout({ path }: ProxiedRequest, plural: string): boolean {
  return path.endsWith(`/${plural}`);
}

export const isWatch = ({ query }: ProxiedRequest) => query.has('watch');
