import { Request } from 'express';
import { EndpointMap } from '../schema/openapi/generated';

type OperationOf<Key> = Key extends `#${infer Method}|${infer Path}`
  ? `${Method extends '_delete' ? 'DELETE' : Uppercase<Method>} ${Path}`
  : never;

/** An operation of the API's description, such as `GET /clusters`. */
export type Operation = OperationOf<keyof EndpointMap>;

type Endpoint<O extends Operation> = {
  [Key in keyof EndpointMap]: OperationOf<Key> extends O
    ? EndpointMap[Key]
    : never;
}[keyof EndpointMap];

type PathOf<E> = E extends { path: infer Path } ? Path : {};
type QueryOf<E> = E extends { query: infer Query } ? Query : {};
type BodyOf<E> = E extends { body: infer Body } ? Body : unknown;

/** A request that fits the description of its operation. */
export type OperationRequest<O extends Operation> = Request<
  PathOf<Endpoint<O>>,
  unknown,
  BodyOf<Endpoint<O>>,
  QueryOf<Endpoint<O>>
>;

/** What the operation answers with when it succeeds. */
export type OperationAnswer<O extends Operation> = Exclude<
  Endpoint<O> extends { response: infer Answer } ? Answer : never,
  Error | void
>;
