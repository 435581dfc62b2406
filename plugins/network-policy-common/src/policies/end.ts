import { AddressFamily } from '../kubernetes/addresses';
import { ContainerPort } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { Addresses } from './addresses';
import { Direction } from './compiledPolicy';
import { LabelSet } from './labelSets';
import { Side } from './side';

/** One end of a connection with all that a policy may ask of it. */
export type End =
  | {
      kind: 'pod';
      namespace: string;
      namespaceLabels: LabelSet;
      labels: LabelSet;
      /** Empty where the address is not known yet, as of a pod in a manifest and of a pending pod. */
      addresses: Addresses;
      ports: readonly ContainerPort[];
      /** The families of the cluster's pods, one of which a pod without an address will get. */
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
