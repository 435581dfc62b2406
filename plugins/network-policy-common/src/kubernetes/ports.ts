/** The part of a port that Kubernetes validates, as a policy's rule or a draft spells it. */
interface PortFields {
  port?: number | string;
  endPort?: number;
}

/** A problem of one of the fields of a port. */
export interface PortProblem {
  field: 'port' | 'endPort';
  message: string;
}

/** What is wrong with the number of a port, in Kubernetes' own words; undefined when nothing is. */
export function validatePortNumber(port: number): string | undefined {
  return Number.isInteger(port) && port >= 1 && port <= 65535
    ? undefined
    : 'must be between 1 and 65535, inclusive';
}

/** What is wrong with the name of a port, in Kubernetes' own words; undefined when nothing is. */
export function validatePortName(name: string): string | undefined {
  if (name.length > 15) {
    return 'must be no more than 15 bytes';
  }
  if (!/^[-a-z0-9]+$/.test(name)) {
    return 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';
  }
  if (!/[a-z]/.test(name)) {
    return 'must contain at least one letter (a-z)';
  }
  if (name.includes('--')) {
    return 'must not contain consecutive hyphens';
  }
  return name.startsWith('-') || name.endsWith('-')
    ? 'must not begin or end with a hyphen'
    : undefined;
}

/** What is wrong with a port of a rule, in Kubernetes' own words. */
export function validatePort({ port, endPort }: PortFields): PortProblem[] {
  const problems: PortProblem[] = [];
  const add = (field: PortProblem['field'], message: string | undefined) => {
    if (message) {
      problems.push({ field, message });
    }
  };
  if (typeof port === 'number') {
    add('port', validatePortNumber(port));
  } else if (port !== undefined) {
    add('port', validatePortName(port));
  }
  if (endPort === undefined) {
    return problems;
  }
  if (port === undefined) {
    add('endPort', 'may not be specified when `port` is not specified');
  } else if (typeof port === 'string') {
    add('endPort', 'may not be specified when `port` is non-numeric');
  } else if (endPort < port) {
    add('endPort', 'must be greater than or equal to `port`');
  } else {
    add('endPort', validatePortNumber(endPort));
  }
  return problems;
}
