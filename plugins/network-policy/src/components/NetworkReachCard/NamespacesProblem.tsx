import type { Namespaces } from '../../hooks/useNamespaces';
import { useWords } from '../../hooks/useWords';
import { RetryAlert } from './RetryAlert';

/** Why namespaces, or the next of them, are not here; nothing where they are. */
export function NamespacesProblem({ namespaces }: { namespaces: Namespaces }) {
  const t = useWords();
  const problem =
    namespaces.state === 'failed' || namespaces.state === 'loaded'
      ? namespaces.problem
      : undefined;
  return problem ? (
    <RetryAlert
      message={t('card.namespacesFailed', { message: problem.error.message })}
      onRetry={problem.retry}
    />
  ) : null;
}
