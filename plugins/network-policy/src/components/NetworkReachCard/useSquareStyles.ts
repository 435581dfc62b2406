import { alpha, makeStyles } from '@material-ui/core/styles';

/**
 * How the squares of map and legend look. Reach is one calm hue of the theme, filled, striped or empty; only a probe
 * that disagrees has the theme's error colour, and it has a cross with it.
 */
export const useSquareStyles = makeStyles(theme => {
  const hue = theme.palette.primary.main;
  const empty = alpha(theme.palette.text.primary, 0.1);
  return {
    map: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 4,
      margin: theme.spacing(1.5, 0, 1),
    },
    square: {
      position: 'relative',
      display: 'inline-flex',
      flex: 'none',
      alignItems: 'center',
      justifyContent: 'center',
      width: 18,
      height: 18,
      padding: 0,
      border: 0,
      borderRadius: 3,
      font: 'inherit',
      fontSize: 11,
      lineHeight: 1,
      color: theme.palette.primary.contrastText,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: 1,
      },
    },
    all: { backgroundColor: hue },
    some: {
      background: `repeating-linear-gradient(45deg, ${hue} 0 3px, ${alpha(
        hue,
        0.35,
      )} 3px 6px)`,
    },
    none: {
      backgroundColor: empty,
      boxShadow: `inset 0 0 0 1px ${theme.palette.divider}`,
      color: theme.palette.text.primary,
    },
    agrees: {
      '&::after': {
        content: '""',
        width: 6,
        height: 6,
        borderRadius: '50%',
        backgroundColor: 'currentColor',
      },
    },
    disagrees: {
      boxShadow: `0 0 0 2px ${theme.palette.error.main}`,
      '&::after': { content: '"✕"', fontWeight: 700 },
    },
  };
});
