import { useEffect, useId, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { NamespaceReach } from 'backstage-plugin-network-policy-common';
import { QueryProvider } from '../../hooks/queries';
import { useEntityReach } from '../../hooks/useEntityReach';
import { useExposurePreview } from '../../hooks/useExposurePreview';
import { firstByName, useNamespaces } from '../../hooks/useNamespaces';
import { useSharedServices } from '../../hooks/useSharedServices';
import { useWords } from '../../hooks/useWords';
import { DeliveryNote } from './DeliveryNote';
import { ManifestPanel } from './ManifestPanel';
import { PreviewPanel } from './PreviewPanel';
import { PurposeInputs } from './PurposeInputs';
import { ServiceInput } from './ServiceInput';
import { TargetInputs } from './TargetInputs';
import { WidthInput } from './WidthInput';
import { PortsInput } from './PortsInput';
import { draftToShow } from './draft';
import { entriesFromLabels } from './entries';
import { describeFound } from './found';
import { placeFromCatalog, placeOf, readTargets } from './places';
import { FieldName, FieldProblems, findProblems } from './problems';
import type { SharedServiceExposureProps } from './schema';
import { useExposureForm } from './useExposureForm';
import { useReplacement } from './useReplacement';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
    [theme.breakpoints.up('md')]: {
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    },
  },
}));

/** As many places as the API answers at once. */
const mostPlaces = 100;

/** Every label that a namespace carries, as `key=value`. */
function labelsOf(rows: readonly NamespaceReach[]): string[] {
  const entries = rows.flatMap(row => entriesFromLabels(row.labels));
  return [...new Set(entries)].sort();
}

function ExposureFields(props: SharedServiceExposureProps) {
  const t = useWords();
  const classes = useStyles();
  const idPrefix = useId();
  const { form, value, change, fill } = useExposureForm(props);
  const { entityRef, filledFor } = form;

  const list = useSharedServices();
  const reach = useEntityReach(entityRef || undefined, { limit: mostPlaces });
  const targets = readTargets(reach.data?.targets);
  const current = targets.find(
    target =>
      target.cluster.name === form.cluster &&
      target.namespace === form.namespace,
  );
  const entity = list.services
    .map(service => service.entity)
    .find(candidate => stringifyEntityRef(candidate) === entityRef);

  // Once for each service that is chosen. After that, only the person changes the inputs.
  const known = !reach.isPending && !list.loading;
  useEffect(() => {
    if (entityRef && filledFor !== entityRef && known) {
      const [target] = readTargets(reach.data?.targets);
      fill(
        target
          ? placeOf(target)
          : placeFromCatalog(entity, reach.data?.targets),
      );
    }
  }, [entityRef, filledFor, known, reach.data, entity, fill]);

  const [left, setLeft] = useState<ReadonlySet<FieldName>>(new Set());
  const refused = (props.rawErrors?.length ?? 0) > 0;
  const problems = findProblems(t, value);
  const shown: FieldProblems = Object.fromEntries(
    Object.entries(problems).filter(
      ([field]) => refused || [...left].some(name => name === field),
    ),
  );

  const draft = filledFor === entityRef ? draftToShow(value) : undefined;
  const answer = useExposurePreview(
    draft && entityRef ? { entityRef, draft: draft.forPreview } : undefined,
  );
  const replacement = useReplacement(form, answer.preview, change);
  const namespaces = useNamespaces({
    entityRef,
    target: current,
    query: firstByName,
  });
  const common = {
    idPrefix,
    form,
    problems: shown,
    onChange: change,
    onLeave: (field: FieldName) =>
      setLeft(fields => new Set([...fields, field])),
  };

  return (
    <div className={classes.columns}>
      <div>
        <ServiceInput
          {...common}
          services={list.services}
          loading={list.loading}
          loadError={list.error}
          found={entityRef ? describeFound(t, reach, current) : undefined}
        />
        <TargetInputs {...common} targets={targets} onPlace={fill} />
        <WidthInput
          {...common}
          totalNamespaces={current?.counts.namespaces}
          namespaceLabelOptions={
            namespaces.state === 'loaded' ? labelsOf(namespaces.rows) : []
          }
        />
        <PortsInput {...common} ports={current?.ports ?? []} />
        <PurposeInputs {...common} replacement={replacement} />
      </div>
      <div>
        <DeliveryNote cluster={form.cluster} preview={answer.preview} />
        <PreviewPanel answer={answer} serviceChosen={Boolean(entityRef)} />
        <ManifestPanel draft={draft?.forManifest} />
      </div>
    </div>
  );
}

/** The form field: service, width, ports and purpose on one side, their effect on the other. */
export function SharedServiceExposureField(props: SharedServiceExposureProps) {
  return (
    <QueryProvider>
      <ExposureFields {...props} />
    </QueryProvider>
  );
}
