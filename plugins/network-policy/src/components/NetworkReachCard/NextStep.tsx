import { Link } from 'react-router-dom';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  EvaluatedTarget,
  formatExposureRef,
  networkPolicyExposureApplyPermission,
  networkPolicyExposureProposePermission,
} from 'backstage-plugin-network-policy-common';
import { useTemplateLinks } from '../../hooks/useTemplateLinks';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  button: { marginTop: theme.spacing(1) },
}));

/**
 * The one thing that most people want to do next about a service that is closed, or that nothing isolates. It is offered
 * to people who may apply a policy here, or propose one.
 */
export function NextStep(props: {
  entityRef: string;
  target: EvaluatedTarget;
}) {
  const { entityRef, target } = props;
  const { headline, cluster, namespace } = target;
  const t = useWords();
  const classes = useStyles();
  const { share } = useTemplateLinks({ entityRef });
  const resourceRef = formatExposureRef({
    entityRef,
    cluster: cluster.name,
    namespace,
  });
  const apply = usePermission({
    permission: networkPolicyExposureApplyPermission,
    resourceRef,
  });
  const propose = usePermission({
    permission: networkPolicyExposureProposePermission,
    resourceRef,
  });
  const settled = headline === 'open-to-all' || headline === 'open-to-some';
  if (!share || settled || !(apply.allowed || propose.allowed)) {
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
