import {
  LineRange,
  PolicyReason,
} from 'backstage-plugin-network-policy-common';
import { isNode, LineCounter, parseDocument, stringify } from 'yaml';
import { KubernetesObject } from '../clusters/kubernetesObject';

/** Where kubectl keeps the whole object once more. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * A policy as YAML, without what the API server and kubectl keep for themselves.
 */
export function manifestOf({ metadata, ...object }: KubernetesObject): string {
  const { managedFields, labels, annotations, ...named } = metadata;
  const { [LAST_APPLIED]: lastApplied, ...ownAnnotations } = annotations;
  const { apiVersion, kind, status, ...rest } = object;
  const shown = {
    ...named,
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(ownAnnotations).length > 0 && {
      annotations: ownAnnotations,
    }),
  };
  // Long lines would be folded, and would not be found again.
  return stringify(
    { apiVersion, kind, metadata: shown, ...rest },
    { lineWidth: 0 },
  );
}

/**
 * The lines of a manifest that decided: the rule, or the pods that the policy isolates where none of its rules allows.
 * Undefined where the manifest has no such place, because the policy has changed meanwhile.
 */
export function decidingLines(
  manifest: string,
  side: 'ingress' | 'egress',
  { rule, kind }: PolicyReason,
): LineRange | undefined {
  const lines = new LineCounter();
  const document = parseDocument(manifest, { lineCounter: lines });
  const subject = kind === 'NetworkPolicy' ? 'podSelector' : 'subject';
  const path = rule === undefined ? [subject] : [side, rule];
  const node = document.getIn(['spec', ...path], true);
  if (!isNode(node) || !node.range) {
    return undefined;
  }
  const [start, end] = node.range;
  return {
    first: lines.linePos(start).line,
    // The end is behind the line break of a block.
    last: lines.linePos(Math.max(start, end - 1)).line,
  };
}
