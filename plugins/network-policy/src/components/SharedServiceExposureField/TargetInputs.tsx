import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { EvaluatedTarget } from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';
import { EntriesInput } from '../inputs/EntriesInput';
import { entriesFromLabels } from './entries';
import type { FieldGroupProps } from './fieldProps';
import { placeOf } from './places';
import type { Place } from './useExposureForm';

function PlaceInput(props: {
  id: string;
  label: string;
  value: string;
  options: string[];
  problem?: string;
  onChange: (value: string) => void;
  onLeave: () => void;
}) {
  const { id, label, value, options, problem, onChange, onLeave } = props;
  return (
    <Autocomplete
      id={id}
      freeSolo
      disableClearable
      options={options}
      // All places are offered, not only those that begin like the one that is filled in.
      filterOptions={all => all}
      value={value}
      inputValue={value}
      onInputChange={(_, text) => onChange(text)}
      onBlur={onLeave}
      renderInput={params => (
        <TextField
          {...params}
          variant="outlined"
          size="small"
          margin="normal"
          label={label}
          error={Boolean(problem)}
          helperText={problem}
        />
      )}
    />
  );
}

/** Where the service runs and which pods it is: filled in from the cluster, picked or corrected by hand. */
export function TargetInputs(
  props: FieldGroupProps & {
    targets: EvaluatedTarget[];
    onPlace: (place: Place) => void;
  },
) {
  const { idPrefix, form, problems, onChange, onLeave } = props;
  const { targets, onPlace } = props;
  const t = useWords();
  const here = targets.filter(target => target.cluster.name === form.cluster);
  const unique = (names: string[]) => [...new Set(names)];

  const moveTo = (target: EvaluatedTarget | undefined, patch: object) => {
    if (target) {
      onPlace(placeOf(target));
    } else {
      onChange(patch);
    }
  };

  return (
    <>
      <PlaceInput
        id={`${idPrefix}-cluster`}
        label={t('form.target.cluster')}
        value={form.cluster}
        options={unique(targets.map(target => target.cluster.name))}
        problem={problems.cluster}
        onChange={cluster =>
          cluster !== form.cluster &&
          moveTo(
            targets.find(target => target.cluster.name === cluster),
            { cluster },
          )
        }
        onLeave={() => onLeave('cluster')}
      />
      <PlaceInput
        id={`${idPrefix}-namespace`}
        label={t('form.target.namespace')}
        value={form.namespace}
        options={unique(here.map(target => target.namespace))}
        problem={problems.namespace}
        onChange={namespace =>
          namespace !== form.namespace &&
          moveTo(
            here.find(target => target.namespace === namespace),
            { namespace },
          )
        }
        onLeave={() => onLeave('namespace')}
      />
      <EntriesInput
        id={`${idPrefix}-pod-selector`}
        label={t('form.target.podLabels')}
        hint={t('form.target.podLabelsHint')}
        problem={problems.podSelector}
        entries={form.podSelector}
        options={unique(
          here.flatMap(target => entriesFromLabels(target.podSelector)),
        )}
        onChange={podSelector => onChange({ podSelector })}
        onLeave={() => onLeave('podSelector')}
      />
    </>
  );
}
