import { KeyboardEvent, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';

/** A row of short texts such as `app=web`: picked where they are known, typed where not. */
export function EntriesInput(props: {
  id: string;
  label: string;
  hint?: string;
  problem?: string;
  entries: string[];
  options: string[];
  onChange: (entries: string[]) => void;
  onLeave?: () => void;
}) {
  const { id, label, hint, problem, entries, options, onChange, onLeave } =
    props;
  const [typed, setTyped] = useState('');

  const add = (text: string) => {
    const added = text
      .split(',')
      .map(entry => entry.trim())
      .filter(entry => entry && !entries.includes(entry));
    if (added.length > 0) {
      onChange([...entries, ...added]);
    }
    setTyped('');
  };

  return (
    <Autocomplete
      id={id}
      multiple
      freeSolo
      filterSelectedOptions
      options={options}
      value={entries}
      inputValue={typed}
      onInputChange={(_, text, reason) => {
        if (reason === 'input' && text.includes(',')) {
          add(text);
        } else {
          setTyped(text);
        }
      }}
      onChange={(_, chosen) => onChange(chosen.map(entry => entry.trim()))}
      // What was typed counts when the input is left: nobody should lose it for want of the Enter key.
      onBlur={() => {
        add(typed);
        onLeave?.();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter' && typed) {
          event.preventDefault();
        }
      }}
      renderInput={params => (
        <TextField
          {...params}
          variant="outlined"
          size="small"
          margin="normal"
          label={label}
          error={Boolean(problem)}
          helperText={problem ?? hint}
        />
      )}
    />
  );
}
