import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { EntityReach } from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
  },
}));

/** How many of an entity's targets are shown and evaluated, and a way to the others. Nothing where all of them are. */
export function ShownTargets(props: {
  reach: EntityReach;
  loadingMore: boolean;
  /** Absent where all targets are shown. */
  onLoadMore?: () => void;
}) {
  const { reach, loadingMore, onLoadMore } = props;
  const { total, evaluated, targets } = reach;
  const t = useWords();
  const classes = useStyles();
  const evaluating = evaluated < total;
  if (!evaluating && !onLoadMore) {
    return null;
  }
  return (
    <div className={classes.row}>
      <Typography variant="body2" color="textSecondary" role="status">
        {[
          onLoadMore &&
            t('card.targets.shown', { shown: targets.length, total }),
          evaluating && t('card.targets.evaluating', { evaluated, total }),
        ]
          .filter(Boolean)
          .join(' ')}
      </Typography>
      {onLoadMore && (
        <Button
          size="small"
          color="primary"
          disabled={loadingMore}
          onClick={onLoadMore}
        >
          {t('card.targets.more')}
        </Button>
      )}
    </div>
  );
}
