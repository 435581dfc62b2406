import { NamespaceQuery } from 'backstage-plugin-network-policy-common';
import { SortKey } from '../paging/page';
import { attentionOf, attentionRank, ProbedRow } from './attention';

type Order = NonNullable<NamespaceQuery['sort']>;

const reaches = ['all', 'some', 'none'] as const;
const agreements = [
  'open-though-denied',
  'blocked-though-allowed',
  'unknown',
  'agrees',
  'not-probed',
] as const;

const reachRank = ({ row }: ProbedRow) => reaches.indexOf(row.reach);
const agreementOf = ({ probe }: ProbedRow) => probe?.agreement ?? 'not-probed';

/** What comes first has the least key; equal ones are in the order of their names. */
const keys: Readonly<Record<Order, (row: ProbedRow) => SortKey>> = {
  attention: row => [attentionRank(row), reachRank(row), row.row.namespace],
  namespace: ({ row }) => [row.namespace],
  reach: row => [reachRank(row), row.row.namespace],
  agreement: row => [agreements.indexOf(agreementOf(row)), row.row.namespace],
  probed: ({ row, probe }) => [
    probe ? -Date.parse(probe.at) : 0,
    row.namespace,
  ],
};

/** How namespaces are ordered. */
export function namespaceKey(order: Order): (row: ProbedRow) => SortKey {
  return keys[order];
}

/** Whether a namespace is asked for. */
export function isAskedFor(query: NamespaceQuery): (row: ProbedRow) => boolean {
  const { reach, agreement, system, attention } = query;
  const search = query.search?.toLowerCase() ?? '';
  return probed => {
    const { row } = probed;
    return (
      row.namespace.includes(search) &&
      (reach === undefined || reach.includes(row.reach)) &&
      (agreement === undefined || agreement.includes(agreementOf(probed))) &&
      (system === undefined || system === row.system) &&
      (attention === undefined ||
        attention === (attentionOf(probed) !== undefined))
    );
  };
}
