import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import ErrorOutline from '@material-ui/icons/ErrorOutline';
import { useWords } from '../../hooks/useWords';
import { Notice } from './Notice';

/** The backend did not answer, or refused to. */
export function LoadProblem(props: { error: Error; onRetry: () => void }) {
  const { error, onRetry } = props;
  const t = useWords();
  const forbidden = 'statusCode' in error && error.statusCode === 403;
  return (
    <div role="alert">
      <Notice
        icon={ErrorOutline}
        tone="attention"
        title={t(forbidden ? 'card.loadForbidden' : 'card.loadFailed')}
      >
        <Typography variant="body2">{error.message}</Typography>
      </Notice>
      <Button color="primary" size="small" onClick={onRetry}>
        {t('card.tryAgain')}
      </Button>
    </div>
  );
}
