import { useId, useState } from 'react';
import { Link } from 'react-router-dom';
import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import MoreVert from '@material-ui/icons/MoreVert';
import { TemplateTarget, useTemplateLinks } from '../../hooks/useTemplateLinks';
import { useWords } from '../../hooks/useWords';

/** What else can be done about the reach of a service. */
export function CardMenu(props: {
  target: TemplateTarget;
  onRefresh: () => void;
}) {
  const { target, onRefresh } = props;
  const t = useWords();
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const links = useTemplateLinks(target);
  const close = () => setAnchor(null);
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('card.menu.label')}
        aria-haspopup="menu"
        aria-controls={anchor ? menuId : undefined}
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVert />
      </IconButton>
      <Menu
        id={menuId}
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={close}
      >
        {links.share && (
          <MenuItem component={Link} to={links.share} onClick={close}>
            {t('card.menu.share')}
          </MenuItem>
        )}
        {links.revoke && target.policy && (
          <MenuItem component={Link} to={links.revoke} onClick={close}>
            {t('card.menu.revoke')}
          </MenuItem>
        )}
        <MenuItem
          onClick={() => {
            close();
            onRefresh();
          }}
        >
          {t('card.menu.refresh')}
        </MenuItem>
      </Menu>
    </>
  );
}
