import { z } from 'zod';
import { Protocol } from '../schema/openapi';
import { ClusterNetworkPolicyPort } from './clusterNetworkPolicy';
import { hasOneField, unknownFields } from './oneOfFields';
import { portNumberSchema, protocolSchema } from './parsePort';

const nameSchema = z.string().min(1, 'Required value');

// An empty protocol is one that was not written.
const writtenProtocolSchema = z.preprocess(
  protocol => (protocol === '' ? undefined : protocol),
  protocolSchema,
);

const v1alpha1Fields = ['portNumber', 'portRange', 'namedPort'];

/** A port of a rule of v1alpha1. A range of one port is taken, as the API server does there. */
export const v1alpha1PortSchema: z.ZodType<ClusterNetworkPolicyPort> = z
  .looseObject({
    portNumber: z
      .object({ protocol: writtenProtocolSchema, port: portNumberSchema })
      .nullish(),
    portRange: z
      .object({
        protocol: writtenProtocolSchema,
        start: portNumberSchema,
        end: portNumberSchema,
      })
      .refine(({ start, end }) => start <= end, {
        path: ['end'],
        message: 'must be greater than or equal to `start`',
      })
      .nullish(),
    namedPort: nameSchema.nullish(),
  })
  .transform((port, context): ClusterNetworkPolicyPort => {
    if (!hasOneField(port, v1alpha1Fields, context)) {
      return z.NEVER;
    }
    const { portNumber, portRange, namedPort } = port;
    const fields = unknownFields(port, v1alpha1Fields);
    if (fields.length > 0) {
      return { kind: 'unknown', fields };
    }
    if (portNumber) {
      return {
        kind: 'range',
        protocol: portNumber.protocol,
        port: portNumber.port,
        endPort: portNumber.port,
      };
    }
    if (portRange) {
      return {
        kind: 'range',
        protocol: portRange.protocol,
        port: portRange.start,
        endPort: portRange.end,
      };
    }
    return namedPort ? { kind: 'named', name: namedPort } : z.NEVER;
  });

const destinationFields = ['number', 'range'];

const destinationPortSchema = z
  .looseObject({
    number: portNumberSchema.nullish(),
    range: z
      .object({ start: portNumberSchema, end: portNumberSchema })
      .refine(({ start, end }) => start < end, {
        message: 'Start port must be less than End port',
      })
      .nullish(),
  })
  .transform((destination, context) => {
    hasOneField(destination, destinationFields, context);
    const { number, range } = destination;
    return {
      port: range?.start ?? number ?? undefined,
      endPort: range?.end ?? number ?? undefined,
      unknown: unknownFields(destination, destinationFields).map(
        field => `destinationPort.${field}`,
      ),
    };
  });

/** What a rule says of one protocol; without a port it means all of them. */
const protocolMatchSchema = z
  .looseObject({ destinationPort: destinationPortSchema.nullish() })
  .transform(match => {
    const { destinationPort } = match;
    return {
      ...destinationPort,
      unknown: [
        ...unknownFields(match, ['destinationPort']),
        ...(destinationPort?.unknown ?? []),
      ],
    };
  });

type ProtocolMatch = z.output<typeof protocolMatchSchema>;

function portOf(
  field: string,
  protocol: Protocol,
  { port, endPort, unknown }: ProtocolMatch,
): ClusterNetworkPolicyPort {
  if (unknown.length > 0) {
    return { kind: 'unknown', fields: unknown.map(one => `${field}.${one}`) };
  }
  return port !== undefined && endPort !== undefined
    ? { kind: 'range', protocol, port, endPort }
    : { kind: 'protocol', protocol };
}

const v1alpha2Fields = ['tcp', 'udp', 'sctp', 'destinationNamedPort'];

/** What a rule of v1alpha2 says of a protocol. */
export const v1alpha2ProtocolSchema: z.ZodType<ClusterNetworkPolicyPort> = z
  .looseObject({
    tcp: protocolMatchSchema.nullish(),
    udp: protocolMatchSchema.nullish(),
    sctp: protocolMatchSchema.nullish(),
    destinationNamedPort: nameSchema.nullish(),
  })
  .transform((protocol, context): ClusterNetworkPolicyPort => {
    if (!hasOneField(protocol, v1alpha2Fields, context)) {
      return z.NEVER;
    }
    const { tcp, udp, sctp, destinationNamedPort } = protocol;
    const fields = unknownFields(protocol, v1alpha2Fields);
    if (fields.length > 0) {
      return { kind: 'unknown', fields };
    }
    if (tcp) {
      return portOf('tcp', 'TCP', tcp);
    }
    if (udp) {
      return portOf('udp', 'UDP', udp);
    }
    if (sctp) {
      return portOf('sctp', 'SCTP', sctp);
    }
    return destinationNamedPort
      ? { kind: 'named', name: destinationNamedPort }
      : z.NEVER;
  });
