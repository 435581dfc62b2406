/**
 * Labels of an object: keys and values as Kubernetes validates them.
 *
 * @public
 */
export type Labels = Readonly<Record<string, string>>;

/**
 * One requirement of a label selector; `values` is empty for Exists and DoesNotExist.
 *
 * @public
 */
export interface LabelSelectorRequirement {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values: readonly string[];
}

/**
 * A label selector with nothing left out: no labels and no expressions select everything. A selector that is absent in
 * a manifest is `undefined` where it may be absent, never an empty one: the two mean different things in a peer.
 *
 * @public
 */
export interface LabelSelector {
  matchLabels: Labels;
  matchExpressions: readonly LabelSelectorRequirement[];
}
