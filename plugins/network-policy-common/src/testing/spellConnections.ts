import { Connection } from '../connections/connectionsOf';
import { ConnectionSide } from '../connections/connectionSide';

/** A side in short: `default/web` for a bare pod, `default/Deployment/web`, `10.0.0.0-10.0.0.255`. */
export function spellSide(side: ConnectionSide): string {
  if (side.kind === 'range') {
    return side.first === side.last ? side.first : `${side.first}-${side.last}`;
  }
  const { namespace, kind, name } = side.workload;
  return kind === 'Pod'
    ? `${namespace}/${name}`
    : `${namespace}/${kind}/${name}`;
}

/** Connections in short, sorted: `default/client > default/web: TCP 80`. */
export function spellConnections(connections: Iterable<Connection>): string[] {
  return [...connections]
    .map(
      ({ from, to, allowed }) =>
        `${spellSide(from)} > ${spellSide(to)}: ${allowed}`,
    )
    .sort();
}
