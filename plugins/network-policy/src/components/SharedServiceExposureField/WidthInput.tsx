import Chip from '@material-ui/core/Chip';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';
import { useWords } from '../../hooks/useWords';
import { EntriesInput } from '../inputs/EntriesInput';
import type { FieldGroupProps } from './fieldProps';
import { FormWidth, labelsAsked } from './form';

const widths: readonly FormWidth[] = [
  'all-namespaces',
  'labelled-namespaces',
  'certain-pods',
  'certain-pods-in-labelled-namespaces',
];

const useStyles = makeStyles(theme => ({
  set: { margin: theme.spacing(2, 0, 0), padding: 0, border: 0, minWidth: 0 },
  card: {
    alignItems: 'flex-start',
    margin: theme.spacing(0.75, 0),
    // More below than above: the radio button's own room is above the first line.
    padding: theme.spacing(0.75, 1.5, 1.5, 0.75),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  chosen: {
    borderColor: theme.palette.primary.main,
    boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
  },
  text: { paddingTop: theme.spacing(1) },
  tag: { marginLeft: theme.spacing(1) },
}));

/** Who may connect: from everybody in the cluster to certain pods in certain namespaces. */
export function WidthInput(
  props: FieldGroupProps & {
    /** Labels that namespaces of the cluster carry, as `key=value`. */
    namespaceLabelOptions: string[];
    /** How many namespaces the cluster has, where that is known. */
    totalNamespaces?: number;
  },
) {
  const { idPrefix, form, problems, onChange, onLeave } = props;
  const { namespaceLabelOptions, totalNamespaces } = props;
  const t = useWords();
  const classes = useStyles();
  const asked = labelsAsked(form.width);

  const describe = (width: FormWidth) =>
    width === 'all-namespaces' && totalNamespaces !== undefined
      ? t('form.width.all-namespaces.textCounted', {
          total: String(totalNamespaces),
        })
      : t(`form.width.${width}.text`);

  const choose = (name: string) => {
    const width = widths.find(candidate => candidate === name);
    if (width) {
      onChange({ width });
    }
  };

  return (
    <fieldset className={classes.set}>
      <Typography component="legend" variant="subtitle2">
        {t('form.width.legend')}
      </Typography>
      <RadioGroup
        name={`${idPrefix}-width`}
        value={form.width}
        onChange={(_, name) => choose(name)}
      >
        {widths.map(width => (
          <FormControlLabel
            key={width}
            value={width}
            control={<Radio size="small" color="primary" />}
            className={classNames(
              classes.card,
              width === form.width && classes.chosen,
            )}
            label={
              <div className={classes.text}>
                <Typography variant="body2">
                  <b>{t(`form.width.${width}.title`)}</b>
                  {width === 'all-namespaces' && (
                    <Chip
                      size="small"
                      component="span"
                      className={classes.tag}
                      label={t('form.width.all-namespaces.tag')}
                    />
                  )}
                </Typography>
                <Typography variant="body2" color="textSecondary">
                  {describe(width)}
                </Typography>
              </div>
            }
          />
        ))}
      </RadioGroup>
      {asked.namespaceLabels && (
        <EntriesInput
          id={`${idPrefix}-namespace-labels`}
          label={t('form.width.namespaceLabels')}
          problem={problems.namespaceLabels}
          entries={form.namespaceLabels}
          options={namespaceLabelOptions}
          onChange={namespaceLabels => onChange({ namespaceLabels })}
          onLeave={() => onLeave('namespaceLabels')}
        />
      )}
      {asked.podLabels && (
        <EntriesInput
          id={`${idPrefix}-pod-labels`}
          label={t('form.width.podLabels')}
          problem={problems.podLabels}
          entries={form.podLabels}
          options={[]}
          onChange={podLabels => onChange({ podLabels })}
          onLeave={() => onLeave('podLabels')}
        />
      )}
    </fieldset>
  );
}
