import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import type { EvaluatedTarget } from 'backstage-plugin-network-policy-common';
import { firstByName, useNamespaces } from '../../hooks/useNamespaces';

const quietMs = 300;

/**
 * The namespaces that a person can choose from: the first page, and what a search finds among all of them where there are
 * more.
 */
export function useSourceOptions(entityRef: string, target: EvaluatedTarget) {
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useDebounce(() => setSearch(typed.trim()), quietMs, [typed]);
  const first = useNamespaces({ entityRef, target, query: firstByName });
  const searches =
    first.state === 'loaded' && Boolean(first.loadMore) && search !== '';
  const found = useNamespaces({
    entityRef,
    target,
    query: { ...firstByName, search },
    enabled: searches,
  });
  return { first, current: searches ? found : first, onType: setTyped };
}
