import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import type { ReachTarget } from 'backstage-plugin-network-policy-common';
import { targetKey } from '../../hooks/useEntityReach';
import { useWords } from '../../hooks/useWords';
import { describeHeadline } from './wording';

/** Chooses which place is shown, where the entity runs in several. The order is the API's, the worst first. */
export function TargetPicker(props: {
  targets: readonly ReachTarget[];
  selected: string;
  entityName: string;
  onSelect: (key: string) => void;
}) {
  const { targets, selected, entityName, onSelect } = props;
  const t = useWords();
  const describe = (target: ReachTarget) =>
    target.state === 'evaluated'
      ? t('card.targetOption', {
          place: `${target.cluster.title} · ${target.namespace}`,
          headline: describeHeadline(t, target),
        })
      : t(`card.unevaluated.${target.state}`, {
          cluster: target.cluster.title,
          entity: entityName,
        });
  return (
    <TextField
      select
      fullWidth
      size="small"
      margin="dense"
      variant="outlined"
      id="network-reach-target"
      label={t('card.target')}
      value={selected}
      onChange={event => onSelect(event.target.value)}
    >
      {targets.map(target => (
        <MenuItem key={targetKey(target)} value={targetKey(target)}>
          {describe(target)}
        </MenuItem>
      ))}
    </TextField>
  );
}
