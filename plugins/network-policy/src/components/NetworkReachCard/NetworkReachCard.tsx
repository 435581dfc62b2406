import { useState } from 'react';
import Typography from '@material-ui/core/Typography';
import HelpOutline from '@material-ui/icons/HelpOutline';
import { makeStyles } from '@material-ui/core/styles';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
} from '@backstage/plugin-kubernetes-common';
import {
  EntityInfoCard,
  MissingAnnotationEmptyState,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useQueryClient } from '@tanstack/react-query';
import { QueryProvider } from '../../hooks/queries';
import { targetKey } from '../../hooks/useEntityReach';
import { useLiveReach } from '../../hooks/useLiveReach';
import { namespacesKey } from '../../hooks/useNamespaces';
import { useWords } from '../../hooks/useWords';
import { LoadingReach } from './LoadingReach';
import { LoadProblem } from './LoadProblem';
import { Notice } from './Notice';
import { ShownTargets } from './ShownTargets';
import { EvaluatedCard, UnevaluatedCard } from './TargetCard';
import { TargetPicker } from './TargetPicker';

const annotations = [
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
];

// As high as its neighbours in a row of cards.
const useStyles = makeStyles({ card: { height: '100%' } });

function ReachOfEntity({ entity }: { entity: Entity }) {
  const t = useWords();
  const entityRef = stringifyEntityRef(entity);
  const entityName = entity.metadata.name;
  const cache = useQueryClient();
  const reach = useLiveReach(entityRef);
  const [chosen, setChosen] = useState<string>();
  const refresh = () => {
    reach.refetch();
    cache.invalidateQueries({ queryKey: namespacesKey(entityRef) });
  };

  if (reach.isPending) {
    return (
      <EntityInfoCard title={t('card.title')}>
        <LoadingReach />
      </EntityInfoCard>
    );
  }
  // After a failed refresh the last answer stays, with its age: it is still the best there is.
  if (reach.isError && !reach.data) {
    return (
      <EntityInfoCard title={t('card.title')}>
        <LoadProblem error={reach.error} onRetry={refresh} />
      </EntityInfoCard>
    );
  }

  const { targets } = reach.data;
  const target =
    targets.find(candidate => targetKey(candidate) === chosen) ?? targets[0];
  if (!target) {
    return (
      <EntityInfoCard title={t('card.title')}>
        <Notice icon={HelpOutline} tone="quiet" title={t('card.noTargets')}>
          <Typography variant="body2">{t('card.noTargetsHint')}</Typography>
        </Notice>
      </EntityInfoCard>
    );
  }
  const key = targetKey(target);
  const common = {
    entityRef,
    entityName,
    onRefresh: refresh,
    picker: (
      <>
        {reach.isError && <LoadProblem error={reach.error} onRetry={refresh} />}
        {targets.length > 1 && (
          <TargetPicker
            targets={targets}
            selected={key}
            entityName={entityName}
            onSelect={setChosen}
          />
        )}
        <ShownTargets
          reach={reach.data}
          loadingMore={reach.isFetchingNextPage}
          onLoadMore={
            reach.hasNextPage ? () => reach.fetchNextPage() : undefined
          }
        />
      </>
    ),
  };
  return target.state === 'evaluated' ? (
    <EvaluatedCard
      key={key}
      target={target}
      lastAnswer={reach.isError ? new Date(reach.dataUpdatedAt) : undefined}
      {...common}
    />
  ) : (
    <UnevaluatedCard key={key} target={target} {...common} />
  );
}

/** The entity page's card "Network reach". */
export function NetworkReachCard() {
  const t = useWords();
  const { entity } = useEntity();
  const classes = useStyles();
  const annotated = annotations.some(
    annotation => entity.metadata.annotations?.[annotation],
  );
  if (!annotated) {
    return (
      <MissingAnnotationEmptyState
        annotation={annotations}
        readMoreUrl="https://backstage.io/docs/features/kubernetes/configuration#surfacing-your-kubernetes-components-as-part-of-an-entity"
      />
    );
  }
  return (
    <section aria-label={t('card.title')} className={classes.card}>
      <QueryProvider>
        <ReachOfEntity entity={entity} />
      </QueryProvider>
    </section>
  );
}
