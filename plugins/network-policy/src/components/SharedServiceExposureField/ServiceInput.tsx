import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { SharedService } from '../../hooks/useSharedServices';
import { useWords } from '../../hooks/useWords';
import type { FieldGroupProps } from './fieldProps';

/** Which component is shared. */
export function ServiceInput(
  props: FieldGroupProps & {
    services: SharedService[];
    loading: boolean;
    loadError: Error | null;
    /** What is known about where the chosen service runs. */
    found?: string;
  },
) {
  const { idPrefix, form, problems, onChange, onLeave } = props;
  const { services, loading, loadError, found } = props;
  const t = useWords();
  const byRef = new Map(
    services.map(service => [stringifyEntityRef(service.entity), service]),
  );
  const describe = (entityRef: string) => {
    const { name, title } = byRef.get(entityRef)?.entity.metadata ?? {};
    if (!name) {
      return parseEntityRef(entityRef).name;
    }
    return title && title !== name ? `${name} (${title})` : name;
  };
  const refs = [...byRef.keys()];
  // A link may name a service that the list does not have (yet).
  const options =
    form.entityRef && !byRef.has(form.entityRef)
      ? [form.entityRef, ...refs]
      : refs;
  const problem =
    problems.entityRef ??
    (loadError
      ? t('form.service.loadFailed', { message: loadError.message })
      : undefined);
  return (
    <Autocomplete
      id={`${idPrefix}-service`}
      options={options}
      loading={loading}
      noOptionsText={t('form.service.none')}
      value={form.entityRef || null}
      getOptionLabel={describe}
      groupBy={entityRef =>
        byRef.get(entityRef)?.owned
          ? t('form.service.owned')
          : t('form.service.others')
      }
      onChange={(_, entityRef) =>
        onChange({ entityRef: entityRef ?? '', chosenName: undefined })
      }
      onBlur={() => onLeave('entityRef')}
      renderInput={params => (
        <TextField
          {...params}
          // Not `required`: the browser's own bubble would come before our message and hide the others.
          inputProps={{ ...params.inputProps, 'aria-required': true }}
          variant="outlined"
          size="small"
          margin="normal"
          label={t('form.service.label')}
          error={Boolean(problem)}
          helperText={problem ?? found ?? t('form.service.hint')}
        />
      )}
    />
  );
}
