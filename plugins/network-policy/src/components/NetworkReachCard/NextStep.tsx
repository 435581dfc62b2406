import { Link } from 'react-router-dom';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  EvaluatedTarget,
  networkPolicyExposureApplyPermission,
} from 'backstage-plugin-network-policy-common';
import { useTemplateLinks } from '../../hooks/useTemplateLinks';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  button: { marginTop: theme.spacing(1) },
}));

/**
 * The one thing that most people want to do next about a service that is closed, or open to everybody by neglect. Who
 * may not do it is not invited to.
 */
export function NextStep(props: {
  entityRef: string;
  headline: EvaluatedTarget['headline'];
}) {
  const { entityRef, headline } = props;
  const t = useWords();
  const classes = useStyles();
  const { share } = useTemplateLinks({ entityRef });
  const { allowed } = usePermission({
    permission: networkPolicyExposureApplyPermission,
    resourceRef: entityRef,
  });
  const settled = headline === 'open-to-all' || headline === 'open-to-some';
  if (!share || !allowed || settled) {
    return null;
  }
  const limit = headline === 'not-isolated';
  return (
    <Button
      component={Link}
      // Material UI would call it a button.
      role="link"
      to={share}
      size="small"
      color="primary"
      variant={limit ? 'outlined' : 'contained'}
      className={classes.button}
    >
      {t(limit ? 'card.nextStep.limit' : 'card.nextStep.open')}
    </Button>
  );
}
