import { dump } from 'js-yaml';

/** An object as YAML. */
export function* formatYaml(
  data: Readonly<Record<string, unknown>>,
): Generator<string> {
  yield dump(data, {
    lineWidth: -1,
    noRefs: true,
    noArrayIndent: true,
    skipInvalid: true,
  }).trimEnd();
}
