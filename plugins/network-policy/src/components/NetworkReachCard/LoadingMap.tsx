import Skeleton from '@material-ui/lab/Skeleton';
import { useWords } from '../../hooks/useWords';
import { useSquareStyles } from './useSquareStyles';

/** The map's shape while the namespaces are being read: as many squares, so that nothing moves when they are here. */
export function LoadingMap({ namespaces }: { namespaces: number }) {
  const t = useWords();
  const classes = useSquareStyles();
  return (
    <div
      role="status"
      aria-label={t('card.map.loading')}
      className={classes.map}
    >
      {Array.from({ length: namespaces }, (_, index) => (
        <Skeleton
          key={index}
          variant="rect"
          animation={false}
          className={classes.square}
        />
      ))}
    </div>
  );
}
