import Skeleton from '@material-ui/lab/Skeleton';
import { useWords } from '../../hooks/useWords';

/** The card's shape while the cluster is being read. */
export function LoadingReach() {
  const t = useWords();
  return (
    <div role="status" aria-label={t('card.loading')}>
      <Skeleton variant="text" width="50%" />
      <Skeleton variant="text" width="70%" height={40} />
      <Skeleton variant="text" width="60%" />
      <Skeleton variant="rect" height={44} />
    </div>
  );
}
