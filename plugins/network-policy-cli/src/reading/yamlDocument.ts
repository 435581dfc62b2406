import { parseDocument, Tags } from 'yaml';

// Kubernetes reads YAML 1.1: there an unquoted `yes` is no string, so a label of it is refused. So would be a `y`, but
// most programs write one without quotes: a namespace may have that name.
export const truePattern = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
export const booleanPattern =
  /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
export const booleanTag = 'tag:yaml.org,2002:bool';

// Dates stay text, and `22:22` is no number of minutes, as in Kubernetes.
const otherTags = ['tag:yaml.org,2002:timestamp', booleanTag];

const asKubernetesReads = (tags: Tags): Tags => [
  ...tags.filter(
    tag =>
      typeof tag === 'string' ||
      !(
        otherTags.includes(tag.tag) ||
        ('format' in tag && tag.format === 'TIME')
      ),
  ),
  {
    tag: booleanTag,
    default: true,
    test: booleanPattern,
    resolve: (text: string) => truePattern.test(text),
  },
];

/** A document with the places of its parts. Slow: for where lines matter, or where parts stand for others. */
export function parseYamlDocument(text: string) {
  return parseDocument(text, {
    version: '1.1',
    customTags: asKubernetesReads,
    prettyErrors: false,
    logLevel: 'error',
  });
}
