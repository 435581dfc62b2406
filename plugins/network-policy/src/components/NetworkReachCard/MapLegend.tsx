import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';
import { useWords } from '../../hooks/useWords';
import { useSquareStyles } from './useSquareStyles';

const useStyles = makeStyles(theme => ({
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(0, 0, 1.5),
    padding: 0,
    listStyle: 'none',
  },
  item: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
  sample: { transform: 'scale(0.75)' },
}));

/** What fill and mark of a square mean. Without `probes` there are no marks. */
export function MapLegend({ probes }: { probes: boolean }) {
  const t = useWords();
  const classes = useStyles();
  const squareClasses = useSquareStyles();
  const fills = [
    { text: t('card.legend.all'), look: [squareClasses.all] },
    { text: t('card.legend.some'), look: [squareClasses.some] },
    { text: t('card.legend.none'), look: [squareClasses.none] },
  ];
  const marks = [
    {
      text: t('card.legend.agrees'),
      look: [squareClasses.all, squareClasses.agrees],
    },
    {
      text: t('card.legend.disagrees'),
      look: [squareClasses.all, squareClasses.disagrees],
    },
  ];
  return (
    <ul className={classes.legend}>
      {[...fills, ...(probes ? marks : [])].map(({ text, look }) => (
        <Typography
          key={text}
          component="li"
          variant="caption"
          color="textSecondary"
          className={classes.item}
        >
          <span
            aria-hidden
            className={classNames(
              squareClasses.square,
              classes.sample,
              ...look,
            )}
          />
          {text}
        </Typography>
      ))}
    </ul>
  );
}
