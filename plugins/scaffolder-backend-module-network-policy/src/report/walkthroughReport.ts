import {
  Walkthrough,
  WalkthroughObject,
} from 'backstage-plugin-network-policy-common';

/** What there is of the walkthrough, as a Markdown list. */
export function walkthroughReport({ cluster, objects }: Walkthrough): string {
  return [
    `The walkthrough on cluster **${cluster}**:`,
    '',
    ...objects.map(object => `- ${objectName(object)}: ${object.state}`),
  ].join('\n');
}

/** An object as kubectl users write it. */
export function objectName({ kind, namespace, name }: WalkthroughObject) {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
