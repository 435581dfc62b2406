import { Parsed } from 'backstage-plugin-network-policy-common';
import { ClusterClient } from '../clusters/ClusterClient';
import { ClusterAnswer, ClusterFailure } from '../clusters/clusterFailure';
import { ResourceType } from '../clusters/resources';
import { notUnderstood, Omission } from './omission';

/**
 * The objects of one type that a cluster has, as far as they were understood.
 */
export interface ReadObjects<T> {
  type: ResourceType;
  objects: readonly T[];
  /** Those that were not understood. */
  omissions: readonly Omission[];
  /** Why they could not be listed; there are no objects then. */
  failure?: ClusterFailure;
}

/**
 * Lists the objects of a type and parses each: one that is not understood does not hide the others.
 */
export async function readObjects<T>(
  client: ClusterClient,
  type: ResourceType,
  parse: (raw: unknown) => Parsed<T>,
): Promise<ReadObjects<T>> {
  return parseAnswer(type, await client.list(type), parse);
}

/**
 * The same for a type that a cluster need not have. One that it does not have leaves nothing out.
 */
export async function readInstalledObjects<T>(
  client: ClusterClient,
  type: ResourceType,
  parse: (raw: unknown) => Parsed<T>,
): Promise<ReadObjects<T>> {
  const answer = await client.list(type);
  return parseAnswer(
    type,
    (await isNotInstalled(client, type, answer))
      ? { ok: true, value: [] }
      : answer,
    parse,
  );
}

async function isNotInstalled(
  client: ClusterClient,
  type: ResourceType,
  answer: ClusterAnswer<unknown[]>,
): Promise<boolean> {
  if (answer.ok) {
    return false;
  }
  // Rights are checked before anybody looks whether there is such a type.
  if (answer.failure.kind === 'forbidden') {
    const served = await client.serves(type);
    return served.ok && !served.value;
  }
  return answer.failure.kind === 'not-found';
}

function parseAnswer<T>(
  type: ResourceType,
  answer: ClusterAnswer<unknown[]>,
  parse: (raw: unknown) => Parsed<T>,
): ReadObjects<T> {
  if (!answer.ok) {
    return { type, objects: [], omissions: [], failure: answer.failure };
  }
  const objects = new Array<T>();
  const omissions = new Array<Omission>();
  for (const raw of answer.value) {
    const parsed = parse(raw);
    if (parsed.ok) {
      objects.push(parsed.value);
    } else {
      omissions.push(notUnderstood(type, raw, parsed.problems));
    }
  }
  return { type, objects, omissions };
}
