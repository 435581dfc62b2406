import { AddressFamily } from '../kubernetes/addresses';
import { ContainerPort } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { Addresses } from './addresses';
import { Block } from './block';
import { Direction } from './compiledPolicy';
import { LabelSet } from './labelSets';
import { Side } from './side';

/**
 * How many of the cluster's pods have an address in a block; `unknown` when no pod has an address, as in a folder of
 * manifests.
 */
export type PodsInBlock = 'all' | 'some' | 'none' | 'unknown';

/** One end of a connection with all that a policy may ask of it. */
export type End =
  | {
      kind: 'pod';
      namespace: string;
      namespaceLabels: LabelSet;
      labels: LabelSet;
      addresses: Addresses;
      ports: readonly ContainerPort[];
      /** Asked where the pod has no address yet: it will get one like those of the other pods. */
      podsInBlock: (block: Block) => PodsInBlock;
      /** Asked likewise. */
      podFamilies: () => readonly AddressFamily[];
      /** The Node that it runs on. */
      nodeName?: string;
    }
  | {
      /** A node, a pod in the network of its node, or an address outside the cluster. */
      kind: 'address';
      addresses: Addresses;
      ports: readonly ContainerPort[];
      /** Present for a node. */
      node?: { name: string; labels: Labels };
    };

/** An end with what policies say of it; without sides policies are not about it. */
export interface PreparedEnd {
  end: End;
  sides?: (direction: Direction) => Side;
}
