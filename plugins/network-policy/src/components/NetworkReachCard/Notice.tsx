import { ComponentType, PropsWithChildren } from 'react';
import Typography from '@material-ui/core/Typography';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';

const useStyles = makeStyles(theme => ({
  notice: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1.5),
    marginTop: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
  text: { minWidth: 0 },
  icon: { flex: 'none', fontSize: 36 },
  calm: { color: theme.palette.primary.main },
  quiet: { color: theme.palette.text.secondary },
  attention: { color: theme.palette.warning.main },
}));

/** An icon, a sentence, and what follows from it. The icon's colour repeats the words and never replaces them. */
export function Notice(
  props: PropsWithChildren<{
    icon: ComponentType<SvgIconProps>;
    tone: 'calm' | 'quiet' | 'attention';
    title: string;
  }>,
) {
  const { icon: Icon, tone, title, children } = props;
  const classes = useStyles();
  return (
    <div className={classes.notice}>
      <Icon className={classNames(classes.icon, classes[tone])} aria-hidden />
      <div className={classes.text}>
        <Typography variant="h6" component="h4">
          {title}
        </Typography>
        {children}
      </div>
    </div>
  );
}
