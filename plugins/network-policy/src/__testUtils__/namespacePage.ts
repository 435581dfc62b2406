import type {
  NamespacePage,
  NamespaceReach,
} from 'backstage-plugin-network-policy-common';
import { attentionRank, EvaluatedFixture } from './summarise';

/** As many doubts as a page tells. */
const sentences = 200;

const byName = (a: NamespaceReach, b: NamespaceReach) =>
  a.namespace < b.namespace ? -1 : 1;

const rankOf = (row: NamespaceReach) => attentionRank(row) ?? Infinity;

const probedAt = ({ probe }: NamespaceReach) =>
  probe ? Date.parse(probe.at) : 0;

const orders: Record<string, (a: NamespaceReach, b: NamespaceReach) => number> =
  {
    namespace: byName,
    attention: (a, b) =>
      rankOf(a) === rankOf(b) ? byName(a, b) : rankOf(a) - rankOf(b),
    probed: (a, b) => probedAt(b) - probedAt(a) || byName(a, b),
  };

/** The page that the backend answers to a query, as far as the plugin asks. A cursor is the index of its first row. */
export function pageOf(
  fixture: EvaluatedFixture,
  query: URLSearchParams,
): NamespacePage {
  const search = query.get('search')?.toLowerCase() ?? '';
  const agreements = query.get('agreement')?.split(',');
  const order = orders[query.get('sort') ?? 'attention'];
  const rows = fixture.namespaces
    .filter(
      row =>
        row.namespace.includes(search) &&
        (query.get('attention') !== 'true' ||
          attentionRank(row) !== undefined) &&
        (!agreements ||
          agreements.includes(row.probe?.agreement ?? 'not-probed')),
    )
    .sort(order);
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 100);
  return {
    asOf: fixture.asOf,
    health: fixture.health,
    total: rows.length,
    namespaces: rows.slice(start, end),
    ...(end < rows.length && { nextCursor: String(end) }),
    partial: {
      total: fixture.partial.length,
      sentences: fixture.partial.slice(0, sentences),
    },
  };
}
