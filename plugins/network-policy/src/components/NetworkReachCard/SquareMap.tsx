import { KeyboardEvent, useRef, useState } from 'react';
import Popper from '@material-ui/core/Popper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';
import { nextIndex } from './roving';
import type { Square } from './squares';
import { useSquareStyles } from './useSquareStyles';

const useStyles = makeStyles(theme => ({
  group: { width: 'auto', minWidth: 18, padding: theme.spacing(0, 0.75) },
  tip: {
    zIndex: theme.zIndex.tooltip,
    maxWidth: 320,
    margin: theme.spacing(0.5),
    padding: theme.spacing(0.75, 1),
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.text.primary,
    color: theme.palette.background.paper,
    overflowWrap: 'anywhere',
    pointerEvents: 'none',
  },
}));

/**
 * Squares that say what they mean. The whole map is one stop of the Tab key; the arrow keys, Home and End move within
 * it. Where squares stand for groups, each shows how many namespaces it stands for.
 */
export function SquareMap(props: {
  label: string;
  squares: readonly Square[];
  grouped?: boolean;
}) {
  const { label, squares, grouped = false } = props;
  const classes = useStyles();
  const squareClasses = useSquareStyles();
  const map = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const [shown, setShown] = useState<HTMLElement | null>(null);
  const current = Math.min(stop, squares.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setShown(null);
      return;
    }
    const buttons = [...(map.current?.querySelectorAll('button') ?? [])];
    const next = nextIndex(event.key, current, buttons);
    if (next !== undefined) {
      event.preventDefault();
      buttons[next]?.focus();
    }
  };

  return (
    <>
      <div
        ref={map}
        role="group"
        className={squareClasses.map}
        aria-label={label}
      >
        {squares.map((square, index) => (
          <button
            key={square.key}
            type="button"
            tabIndex={index === current ? 0 : -1}
            aria-label={square.label}
            className={classNames(
              squareClasses.square,
              squareClasses[square.reach],
              square.mark !== 'none' && squareClasses[square.mark],
              grouped && classes.group,
            )}
            onKeyDown={onKeyDown}
            onFocus={event => {
              setStop(index);
              setShown(event.currentTarget);
            }}
            onBlur={() => setShown(null)}
            onMouseEnter={event => setShown(event.currentTarget)}
            onMouseLeave={() => setShown(null)}
          >
            {grouped && square.count}
          </button>
        ))}
      </div>
      <Popper
        open={shown !== null}
        anchorEl={shown}
        placement="top"
        className={classes.tip}
      >
        {/* The label is on the square itself; said twice, a screen reader would repeat it. */}
        <Typography variant="caption" aria-hidden>
          {shown?.getAttribute('aria-label')}
        </Typography>
      </Popper>
    </>
  );
}
