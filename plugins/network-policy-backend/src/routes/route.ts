import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { Permission } from '@backstage/plugin-permission-common';
import { Request, Response, Router } from 'express';
import { audited } from '../audit/audited';
import { AuditedWrite, AuditEvent } from '../audit/auditRefusals';
import { Callers, findCaller, Who } from './Caller';
import { Operation, OperationAnswer, OperationRequest } from './endpoints';
import { Needs } from './needs';
import { RouteServices } from './RouteServices';
import { sendCsv, wantsCsv } from './sendCsv';

type Meta = NonNullable<AuditorServiceCreateEventOptions['meta']>;

/** The work of a route, for a caller who has the permissions; it gets what these permissions grant. */
type Handle<O extends Operation, W extends Who, Granted, Result> = (
  granted: Granted & { caller: Callers[W] },
  request: OperationRequest<O>,
  services: RouteServices,
) => Promise<Result>;

interface Declaration<O extends Operation, W extends Who, Granted> {
  who: W;
  needs: Needs<Granted, OperationRequest<O>>;
  handle: Handle<O, W, Granted, OperationAnswer<O>>;
  /** Sends the answer; as JSON with status 200 when missing. */
  send?: (response: Response, answer: OperationAnswer<O>) => void;
  /** The same as a CSV file, for a caller that prefers it to JSON. */
  csv?: { fileName: string; handle: Handle<O, W, Granted, string> };
  /** What every call leaves in the audit log, also one that is refused: for all that changes a cluster. */
  audit?: {
    event: AuditEvent;
    meta: (request: OperationRequest<O>) => Meta;
    outcome: (answer: OperationAnswer<O>) => Meta;
  };
  /** What a call that only reads leaves in the audit log, if it leaves anything. */
  auditRead?: (
    granted: Granted & { caller: Callers[W] },
    request: OperationRequest<O>,
    services: RouteServices,
  ) => Promise<(AuditEvent & { meta: Meta }) | undefined>;
}

/**
 * One operation of the HTTP API.
 */
export interface Route {
  operation: Operation;
  who: Who;
  /** What a caller is asked for before anything is read for them. */
  permissions: readonly Permission[];
  /** How it is audited when it changes a cluster. */
  write?: AuditedWrite;
  mount: (router: Router, services: RouteServices) => void;
}

/**
 * Declares a route. Every call goes the same way: who calls, may they, then the work. A route that says neither does
 * not compile.
 */
export function route<O extends Operation, W extends Who, Granted>(
  operation: O,
  declaration: Declaration<O, W, Granted>,
): Route {
  const { who, needs, audit } = declaration;
  const { method, path } = placeOf(operation);
  return {
    operation,
    who,
    permissions: needs.permissions,
    ...(audit && { write: { method, path, event: audit.event } }),
    mount: (router, services) =>
      router[method](path, (request: Request, response: Response, next) => {
        // The validator has seen to it that the request fits the description of its operation.
        const described = request as unknown as OperationRequest<O>;
        answer(declaration, services, described, response).catch(next);
      }),
  };
}

async function answer<O extends Operation, W extends Who, Granted>(
  declaration: Declaration<O, W, Granted>,
  services: RouteServices,
  request: OperationRequest<O>,
  response: Response,
): Promise<void> {
  const { who, needs, handle, csv, audit, auditRead } = declaration;
  const { send = sendJson } = declaration;
  const { auditor, httpAuth } = services;
  const grant = async () => {
    const caller = await findCaller(who, httpAuth, request);
    return {
      ...(await needs.grant(services, caller, request)),
      caller,
    };
  };

  if (audit) {
    const event = { ...audit.event, request, meta: audit.meta(request) };
    const write = async () => handle(await grant(), request, services);
    send(response, await audited(auditor, event, write, audit.outcome));
    return;
  }
  const granted = await grant();
  const read = async () => {
    if (csv && wantsCsv(request)) {
      const text = await csv.handle(granted, request, services);
      return () => sendCsv(response, csv.fileName, text);
    }
    const body = await handle(granted, request, services);
    return () => send(response, body);
  };
  const event = await auditRead?.(granted, request, services);
  const reply = event
    ? await audited(auditor, { ...event, request }, read, () => ({}))
    : await read();
  reply();
}

const methods = {
  GET: 'get',
  PUT: 'put',
  POST: 'post',
  DELETE: 'delete',
} as const;

/** `GET /clusters/{cluster}` as express takes it. */
function placeOf(operation: Operation): Pick<AuditedWrite, 'method' | 'path'> {
  const [method, path] = operation.split(' ');
  return {
    method: methods[method as keyof typeof methods],
    path: path.replace(/\{(\w+)\}/g, ':$1'),
  };
}

function sendJson(response: Response, body: unknown): void {
  response.json(body);
}
