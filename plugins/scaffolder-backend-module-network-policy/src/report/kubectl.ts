/** Where a policy is. */
export interface PolicyLocation {
  cluster: string;
  namespace: string;
  policy: string;
}

/**
 * The lines with which a person checks a policy by hand and takes it back. The names are DNS names, checked before
 * they come here, so that the lines can be pasted into a shell as they are.
 */
export function kubectlReport({
  cluster,
  namespace,
  policy,
}: PolicyLocation): string {
  return [
    `To check by hand, with kubectl on cluster **${cluster}**:`,
    '',
    '```sh',
    `kubectl -n ${namespace} get networkpolicy ${policy}`,
    `kubectl -n ${namespace} describe networkpolicy ${policy}`,
    '```',
    '',
    'To undo by hand:',
    '',
    '```sh',
    `kubectl -n ${namespace} delete networkpolicy ${policy}`,
    '```',
  ].join('\n');
}
