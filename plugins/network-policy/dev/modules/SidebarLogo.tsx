import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import BoatIcon from '@material-ui/icons/DirectionsBoat';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    height: 3 * sidebarConfig.logoHeight,
    // Puts the icon above those of the items below it.
    paddingLeft: (sidebarConfig.iconContainerWidth - 24) / 2,
    // The side bar is dark in both themes.
    color: theme.palette.common.white,
    fontSize: theme.typography.h5.fontSize,
    fontWeight: 700,
  },
}));

/** The organisation's name, as a link to the first page. */
export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const organisation =
    useApi(configApiRef).getOptionalString('organization.name') ?? 'Portal';
  return (
    <Link
      to="/"
      underline="none"
      className={classes.root}
      aria-label={organisation}
    >
      <BoatIcon />
      {isOpen && organisation}
    </Link>
  );
};
