import type { Port } from 'backstage-plugin-network-policy-common';
import { useWords } from '../../hooks/useWords';
import { EntriesInput } from '../inputs/EntriesInput';
import { entryFromPort } from './entries';
import type { FieldGroupProps } from './fieldProps';

/** Which ports of the pods are opened. */
export function PortsInput(
  props: FieldGroupProps & {
    /** The ports that the service has. */
    ports: readonly Port[];
  },
) {
  const { idPrefix, form, problems, onChange, onLeave, ports } = props;
  const t = useWords();
  return (
    <EntriesInput
      id={`${idPrefix}-ports`}
      label={t('form.ports.label')}
      hint={t('form.ports.hint')}
      problem={problems.ports}
      entries={form.ports}
      options={ports.map(({ protocol, port }) =>
        entryFromPort({ protocol, port }),
      )}
      onChange={entries => onChange({ ports: entries })}
      onLeave={() => onLeave('ports')}
    />
  );
}
