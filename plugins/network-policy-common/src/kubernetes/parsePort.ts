import { z } from 'zod';
import { oneOf, optional, validated } from './metadata';
import { validatePortName, validatePortNumber } from './ports';

/** The protocol of a port; Kubernetes takes TCP where none is given. */
export const protocolSchema = optional(oneOf(['TCP', 'UDP', 'SCTP']), 'TCP');

/** The number of a port. */
export const portNumberSchema = z.int().superRefine((port, context) => {
  const message = validatePortNumber(port);
  if (message) {
    context.addIssue({ code: 'custom', message });
  }
});

/** A number or a name. */
export const numberOrNameSchema = z.union([z.int(), z.string()], {
  error: 'must be an integer or a string',
});

/** The name of a container's port; an empty one is none. */
export const portNameSchema = validated(name =>
  name === '' ? undefined : validatePortName(name),
).nullish();
