import { Protocol } from 'backstage-plugin-network-policy-common';
import { UnusableInputError } from '../failure';
import { parsePort, parseProtocol, portMessage } from './assertion';
import { Directory } from './directory';
import { EndpointReference, parseEndpointText } from './endpoint';
import { identify } from './resolve';

function refuse(option: string, text: string, why: string): never {
  throw new UnusableInputError(`${option} ${text}: ${why}`);
}

/**
 * An end of a connection that somebody typed.
 *
 * @param prefer - what a name that a Service and something else have means
 * @throws UnusableInputError where there is no such thing
 */
export function typedEndpoint(
  directory: Directory,
  option: string,
  text: string,
  prefer: 'pod' | 'service' = 'pod',
): EndpointReference {
  const parsed = parseEndpointText(text);
  if (!parsed.ok) {
    return refuse(option, text, parsed.problems[0].message);
  }
  if (parsed.value.kind !== 'any') {
    return parsed.value;
  }
  const identified = identify(directory, parsed.value, prefer);
  return 'missing' in identified
    ? refuse(option, text, identified.missing)
    : identified.found;
}

/**
 * A port that somebody typed, if any.
 *
 * @throws UnusableInputError where it is none
 */
export function typedPort(
  text: string | undefined,
): number | string | undefined {
  return text === undefined
    ? undefined
    : parsePort(text) ?? refuse('--port', text, portMessage);
}

/**
 * A protocol that somebody typed, if any.
 *
 * @throws UnusableInputError where it is none
 */
export function typedProtocol(text: string | undefined): Protocol | undefined {
  return text === undefined
    ? undefined
    : parseProtocol(text.toUpperCase()) ??
        refuse('--protocol', text, 'must be one of TCP, UDP, SCTP');
}
