import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, Root } from 'protobufjs';
import { isMap } from '../apply/field-schema';
import { badRequest, unsupportedMediaType } from './status';

export const protobufType = 'application/vnd.kubernetes.protobuf';

const magic = Buffer.from('k8s\0');

let messages: Root | undefined;

function messageRoot(): Root {
  messages ??= parse(
    readFileSync(join(__dirname, 'kubernetes.proto'), 'utf8'),
  ).root;
  return messages;
}

function decodeMessage(name: string, bytes: Uint8Array): unknown {
  const type = messageRoot().lookupType(name);
  return type.toObject(type.decode(bytes), { longs: Number });
}

/** Go writes fields that were never set as empty ones. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== '')
      .map(([key, part]) => [key, withoutEmpty(part)]),
  );
}

/**
 * Reads a body in Kubernetes' protobuf envelope.
 *
 * @throws ApiError 415 for a kind that the demo cluster reads as JSON only.
 */
export function decodeProtobuf(body: Buffer): unknown {
  if (!body.subarray(0, 4).equals(magic)) {
    throw badRequest('the body is not in the protobuf format of Kubernetes');
  }
  const envelope = messageRoot().lookupType('Unknown').decode(body.subarray(4));
  const { typeMeta, raw } = messageRoot()
    .lookupType('Unknown')
    .toObject(envelope);
  const kind = String(typeMeta?.kind ?? '');
  if (!messageRoot().get(kind))
    throw unsupportedMediaType(['application/json']);
  const decoded = withoutEmpty(decodeMessage(kind, raw ?? new Uint8Array()));
  return {
    apiVersion: typeMeta?.apiVersion,
    kind,
    ...(isMap(decoded) ? decoded : {}),
  };
}
