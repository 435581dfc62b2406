import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { Namespaces } from '../../hooks/useNamespaces';
import { useWords } from '../../hooks/useWords';
import { EntriesInput } from '../inputs/EntriesInput';
import { NamespacesProblem } from './NamespacesProblem';
import type { useSourceOptions } from './useSourceOptions';

function namesOf(namespaces: Namespaces): string[] {
  return namespaces.state === 'loaded'
    ? namespaces.rows.map(row => row.namespace)
    : [];
}

/** From which namespaces to probe: picked where they are known, typed where not. */
export function SourcesInput(props: {
  from: string[];
  options: ReturnType<typeof useSourceOptions>;
  problem?: string;
  onChange: (from: string[]) => void;
}) {
  const { from, options, problem, onChange } = props;
  const { first, current, onType } = options;
  const t = useWords();
  const label = t('card.probing.from');
  if (first.state === 'not-asked' || first.state === 'failed') {
    return (
      <>
        <EntriesInput
          id="network-reach-probe-from"
          label={label}
          hint={t('card.probing.typeNames')}
          problem={problem}
          entries={from}
          options={[]}
          onChange={onChange}
        />
        <NamespacesProblem namespaces={first} />
      </>
    );
  }
  const names = namesOf(current);
  return (
    <>
      <Autocomplete
        multiple
        disableCloseOnSelect
        filterSelectedOptions
        loading={current.state === 'loading'}
        loadingText={t('card.map.loading')}
        // What is chosen counts as an option, or the input would complain when a search does not find it.
        options={[...new Set([...names, ...from])]}
        value={from}
        onChange={(_, chosen) => onChange(chosen)}
        onInputChange={(_, text) => onType(text)}
        renderInput={params => (
          <TextField
            {...params}
            variant="outlined"
            label={label}
            error={Boolean(problem)}
            helperText={problem}
          />
        )}
      />
      <NamespacesProblem namespaces={current} />
    </>
  );
}
