import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import Alert from '@material-ui/lab/Alert';
import { useWords } from '../../hooks/useWords';
import type { FieldGroupProps } from './fieldProps';
import { policyName } from './form';
import type { useReplacement } from './useReplacement';

/** Why the service is shared and until when, the policy's name, and whether an existing one is replaced. */
export function PurposeInputs(
  props: FieldGroupProps & { replacement: ReturnType<typeof useReplacement> },
) {
  const { idPrefix, form, problems, onChange, onLeave, replacement } = props;
  const t = useWords();
  const common = {
    fullWidth: true,
    variant: 'outlined',
    size: 'small',
    margin: 'normal',
  } as const;
  return (
    <>
      <TextField
        {...common}
        // Not `required`: the browser's own bubble would come before our message and hide the others.
        inputProps={{ 'aria-required': true }}
        id={`${idPrefix}-reason`}
        label={t('form.purpose.reason')}
        value={form.reason}
        error={Boolean(problems.reason)}
        helperText={problems.reason ?? t('form.purpose.reasonHint')}
        onChange={event => onChange({ reason: event.target.value })}
        onBlur={() => onLeave('reason')}
      />
      <TextField
        {...common}
        id={`${idPrefix}-review-by`}
        type="date"
        label={t('form.purpose.reviewBy')}
        InputLabelProps={{ shrink: true }}
        value={form.reviewBy}
        error={Boolean(problems.reviewBy)}
        helperText={problems.reviewBy}
        onChange={event => onChange({ reviewBy: event.target.value })}
        onBlur={() => onLeave('reviewBy')}
      />
      <TextField
        {...common}
        id={`${idPrefix}-ticket`}
        label={t('form.purpose.ticket')}
        value={form.ticket}
        error={Boolean(problems.ticket)}
        helperText={problems.ticket}
        onChange={event => onChange({ ticket: event.target.value })}
        onBlur={() => onLeave('ticket')}
      />
      <TextField
        {...common}
        id={`${idPrefix}-name`}
        label={t('form.purpose.name')}
        value={policyName(form)}
        error={Boolean(problems.name)}
        helperText={problems.name}
        onChange={event =>
          onChange({ chosenName: event.target.value, replaces: undefined })
        }
        onBlur={() => onLeave('name')}
      />
      {replacement.offered && (
        <FormControlLabel
          label={t('form.purpose.replace')}
          control={
            <Checkbox
              color="primary"
              checked={replacement.ticked}
              onChange={(_, on) => replacement.tick(on)}
            />
          }
        />
      )}
      {replacement.takenBack && (
        <Alert severity="warning" role="status">
          {t(`form.purpose.tickTakenBack.${replacement.takenBack}`)}
        </Alert>
      )}
    </>
  );
}
