import { Link } from 'react-router-dom';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { EvaluatedTarget } from 'backstage-plugin-network-policy-common';
import { useTemplateLinks } from '../../hooks/useTemplateLinks';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  button: { marginTop: theme.spacing(1) },
}));

/** The one thing that most people want to do next about a service that is closed, or open to everybody by neglect. */
export function NextStep(props: {
  entityRef: string;
  headline: EvaluatedTarget['headline'];
}) {
  const { entityRef, headline } = props;
  const t = useWords();
  const classes = useStyles();
  const { share } = useTemplateLinks({ entityRef });
  if (!share || headline === 'open-to-all' || headline === 'open-to-some') {
    return null;
  }
  return (
    <Button
      component={Link}
      // Material UI would call it a button.
      role="link"
      to={share}
      size="small"
      color="primary"
      variant="outlined"
      className={classes.button}
    >
      {t(
        headline === 'not-isolated'
          ? 'card.nextStep.limit'
          : 'card.nextStep.open',
      )}
    </Button>
  );
}
