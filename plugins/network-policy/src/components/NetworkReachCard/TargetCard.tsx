import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import type {
  EvaluatedTarget,
  UnevaluatedTarget,
} from 'backstage-plugin-network-policy-common';
import { useNow } from '../../hooks/useNow';
import { useProbeRun } from '../../hooks/useProbeRun';
import { useWords } from '../../hooks/useWords';
import { CardMenu } from './CardMenu';
import { EvaluatedReach } from './EvaluatedReach';
import { describeFreshness } from './freshness';
import { ProbeButton } from './ProbeButton';
import { StaleNote } from './StaleNote';
import { UnevaluatedReach } from './UnevaluatedReach';
import { describeAgo } from './wording';

interface TargetCardProps<TTarget> {
  entityRef: string;
  entityName: string;
  target: TTarget;
  /** What chooses between targets, where there are several. */
  picker: ReactNode;
  onRefresh: () => void;
}

function Place({ children }: { children: string }) {
  return (
    <Typography variant="body2" color="textSecondary" gutterBottom>
      {children}
    </Typography>
  );
}

/** The card of a target that was read. */
export function EvaluatedCard(
  props: TargetCardProps<EvaluatedTarget> & {
    /** When the portal last answered, if it does not answer any more. */
    lastAnswer?: Date;
  },
) {
  const { entityRef, entityName, target, picker, onRefresh, lastAnswer } =
    props;
  const t = useWords();
  const now = useNow();
  const probing = useProbeRun(entityRef, target);
  const managed = target.exposures.find(exposure => exposure.managed);
  return (
    <EntityInfoCard
      title={t('card.title')}
      headerActions={
        <>
          <ProbeButton
            entityRef={entityRef}
            entityName={entityName}
            target={target}
            probing={probing}
          />
          <CardMenu
            target={{
              entityRef,
              cluster: target.cluster.name,
              namespace: target.namespace,
              policy: managed?.policy.name,
            }}
            onRefresh={onRefresh}
          />
        </>
      }
    >
      <Place>
        {[
          t('card.place', {
            cluster: target.cluster.title,
            namespace: target.namespace,
          }),
          describeFreshness(t, target, now, lastAnswer),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Place>
      <StaleNote target={target} />
      {picker}
      <EvaluatedReach
        target={target}
        entityRef={entityRef}
        entityName={entityName}
        probing={probing}
      />
    </EntityInfoCard>
  );
}

/** The card of a target about which nothing can be said. */
export function UnevaluatedCard(props: TargetCardProps<UnevaluatedTarget>) {
  const { entityRef, entityName, target, picker, onRefresh } = props;
  const t = useWords();
  const now = useNow();
  return (
    <EntityInfoCard
      title={t('card.title')}
      headerActions={<CardMenu target={{ entityRef }} onRefresh={onRefresh} />}
    >
      <Place>
        {t('card.placeOfCluster', {
          cluster: target.cluster.title,
          age: t('card.read', { ago: describeAgo(t, target.asOf, now) }),
        })}
      </Place>
      {picker}
      <UnevaluatedReach
        target={target}
        entityName={entityName}
        onRetry={onRefresh}
      />
    </EntityInfoCard>
  );
}
