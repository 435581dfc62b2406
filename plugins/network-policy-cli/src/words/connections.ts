import { ConnectionSide } from 'backstage-plugin-network-policy-common';

/** A side of a connection for programs; its shape is a contract. */
export type SideData =
  | { workload: { namespace: string; kind: string; name: string } }
  | { range: string };

/** A side for programs. */
export function sideData(side: ConnectionSide): SideData {
  if (side.kind === 'range') {
    return { range: `${side.first}-${side.last}` };
  }
  const { namespace, kind, name } = side.workload;
  return { workload: { namespace, kind, name } };
}

/** A side for people: `default/Deployment/web`, `0.0.0.0-9.255.255.255`. */
export function describeSide(side: ConnectionSide): string {
  if (side.kind === 'range') {
    return side.first === side.last ? side.first : `${side.first}-${side.last}`;
  }
  const { namespace, kind, name } = side.workload;
  return `${namespace}/${kind}/${name}`;
}
