import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import BlockOutlined from '@material-ui/icons/BlockOutlined';
import CloudOffOutlined from '@material-ui/icons/CloudOffOutlined';
import HelpOutline from '@material-ui/icons/HelpOutline';
import InboxOutlined from '@material-ui/icons/InboxOutlined';
import type { UnevaluatedTarget } from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';
import { Notice } from './Notice';
import { StaleNote } from './StaleNote';

const icons = {
  'no-pods': InboxOutlined,
  unreachable: CloudOffOutlined,
  forbidden: BlockOutlined,
  'not-evaluable': HelpOutline,
};

/** A cluster about which nothing can be said: which one, what happened and what to do. */
export function UnevaluatedReach(props: {
  target: UnevaluatedTarget;
  entityName: string;
  onRetry: () => void;
}) {
  const { target, entityName, onRetry } = props;
  const t = useWords();
  return (
    <>
      {target.state === 'no-pods' && <StaleNote target={target} />}
      <Notice
        icon={icons[target.state]}
        tone="quiet"
        title={t(`card.unevaluated.${target.state}`, {
          cluster: target.cluster.title,
          entity: entityName,
        })}
      >
        <Typography variant="body2">{target.message}</Typography>
      </Notice>
      <Button color="primary" size="small" onClick={onRetry}>
        {t('card.tryAgain')}
      </Button>
    </>
  );
}
