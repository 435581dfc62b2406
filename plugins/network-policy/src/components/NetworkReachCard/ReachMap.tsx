import { useMemo } from 'react';
import Typography from '@material-ui/core/Typography';
import {
  EvaluatedTarget,
  networkPolicyNamespacesReadPermission,
} from 'backstage-plugin-network-policy-common';
import { firstByName, useNamespaces } from '../../hooks/useNamespaces';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { LoadingMap } from './LoadingMap';
import { MapLegend } from './MapLegend';
import { NamespacesProblem } from './NamespacesProblem';
import { SquareMap } from './SquareMap';
import { groupSquares, mostSquares, namespaceSquares } from './squares';

interface ReachMapProps {
  entityRef: string;
  target: EvaluatedTarget;
}

function MapOfGroups({ target }: Pick<ReachMapProps, 'target'>) {
  const t = useWords();
  return (
    <SquareMap
      grouped
      label={t('card.map.groupsLabel')}
      squares={groupSquares(
        t,
        target.groups,
        target.probesUnread === undefined,
      )}
    />
  );
}

function MapOfNamespaces({ entityRef, target }: ReachMapProps) {
  const t = useWords();
  const now = useNow();
  const namespaces = useNamespaces({ entityRef, target, query: firstByName });
  const probesKnown = target.probesUnread === undefined;
  const rows = namespaces.state === 'loaded' ? namespaces.rows : undefined;
  const squares = useMemo(
    () => rows && namespaceSquares(t, rows, now, probesKnown),
    [t, rows, now, probesKnown],
  );
  return (
    <>
      {squares && <SquareMap label={t('card.map.label')} squares={squares} />}
      {namespaces.state === 'loading' && (
        <LoadingMap namespaces={target.counts.namespaces} />
      )}
      <NamespacesProblem namespaces={namespaces} />
    </>
  );
}

/**
 * The namespaces as squares: one a namespace, or one for all that are alike where there are too many, or where the
 * viewer may not see which they are.
 */
export function ReachMap({ entityRef, target }: ReachMapProps) {
  const t = useWords();
  const { namesShown, counts } = target;
  return (
    <>
      {namesShown && counts.namespaces <= mostSquares ? (
        <MapOfNamespaces entityRef={entityRef} target={target} />
      ) : (
        <MapOfGroups target={target} />
      )}
      <MapLegend probes={target.probesUnread === undefined} />
      {!namesShown && (
        <Typography variant="body2" color="textSecondary" gutterBottom>
          {t('card.namesHidden', {
            permission: networkPolicyNamespacesReadPermission.name,
          })}
        </Typography>
      )}
    </>
  );
}
