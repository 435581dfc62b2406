import {
  ClusterExposure,
  DecidingPolicy,
  ExposureEffect,
} from 'backstage-plugin-network-policy-common';

const widths: Record<ClusterExposure['width'], string> = {
  'any-source': 'any source',
  'all-namespaces': 'all namespaces',
  'labelled-namespaces': 'labelled namespaces',
  'certain-pods': 'certain pods',
  'certain-pods-in-labelled-namespaces': 'certain pods in labelled namespaces',
  addresses: 'addresses',
};

/** How wide a rule opens, in words. */
export const describeWidth = ({ width }: ClusterExposure) => widths[width];

function names(policies: readonly DecidingPolicy[]): string {
  const all = policies.map(({ namespace, name }) =>
    namespace === undefined ? name : `${namespace}/${name}`,
  );
  return [...new Set(all)].join(', ');
}

function describeEffect(effect: ExposureEffect): string {
  switch (effect.kind) {
    case 'opens':
      return 'opens them';
    case 'alone':
      return 'closes them to all others, for no other policy isolates them';
    case 'already-open':
      return effect.by.length > 0
        ? `changes nothing, for ${names(effect.by)} admits as much`
        : 'changes nothing, for nothing isolates them';
    case 'overruled':
      return `never counts, for ${names(effect.by)} is asked first`;
    case 'no-port':
      return 'admits nothing, for they have no such port';
    default:
      return 'selects no pods';
  }
}

/** What a rule does to the pods that it selects. */
export function describeEffects({
  pods,
  effects,
}: Pick<ClusterExposure, 'pods' | 'effects'>): string {
  return effects
    .map(effect => {
      const some = effect.pods === pods ? '' : `${effect.pods} of ${pods}: `;
      return `${some}${describeEffect(effect)}`;
    })
    .join('; ');
}
