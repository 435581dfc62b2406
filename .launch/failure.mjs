// What went wrong, in one sentence that says what to do. Everything else is a bug and keeps its stack trace.
import { relative } from 'node:path';
import { root } from './folders.mjs';

/** An expected failure: its message is all that a person needs to see. */
export class Failure extends Error {
  /** @param {string} message one sentence @param {string[]} [details] lines of a log worth showing */
  constructor(message, details = []) {
    super(message);
    this.name = 'Failure';
    this.details = details;
  }
}

const causes = [
  {
    pattern: /ENOSPC|no space left on device/i,
    sentence: () => 'The disk is full: free some space and start again.',
  },
  {
    pattern: /(?:EACCES|EPERM|EROFS)\b(?:[^\n]*?'(?<path>\/[^'\n]+)')?/,
    sentence: ({ path }) =>
      `${
        path ? `${path} cannot be written` : 'A folder cannot be written'
      }: change its owner or its rights and start again.`,
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/,
    sentence: () =>
      'The npm registry cannot be reached: check the network, and the registry and proxy that "npm config list" shows.',
  },
  {
    pattern: /CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/,
    sentence: () =>
      "The npm registry's certificate is not trusted: set npm's cafile, or NODE_EXTRA_CA_CERTS, to your organisation's certificates.",
  },
  {
    pattern: /YN0028/,
    sentence: () =>
      'yarn.lock does not fit the package.json files: run "yarn install" and commit yarn.lock.',
  },
];

/** The sentence for what a log or an error code tells, if it is one of the usual causes. */
export function explain(text) {
  for (const { pattern, sentence } of causes) {
    const match = pattern.exec(text);
    if (match) return sentence(match.groups ?? {});
  }
  return undefined;
}

/** A path as a person in the repository's folder would type it. */
export const shown = path => {
  const short = relative(root, path);
  return short.startsWith('..') ? path : short || '.';
};

/** Turns any error into the lines to show. */
export function describe(error) {
  if (error instanceof Failure) return [error.message, ...error.details];
  const sentence = error?.code && explain(`${error.code} ${error.message}`);
  return [sentence ?? error?.stack ?? String(error)];
}
