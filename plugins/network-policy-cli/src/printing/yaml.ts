import { dump } from 'js-yaml';
import { isMany } from './many';

/** An object as YAML. */
export function* formatYaml(
  data: Readonly<Record<string, unknown>>,
): Generator<string> {
  const made = Object.entries(data).map(([name, value]) => [
    name,
    isMany(value) ? [...value] : value,
  ]);
  yield dump(Object.fromEntries(made), {
    lineWidth: -1,
    noRefs: true,
    noArrayIndent: true,
    skipInvalid: true,
  }).trimEnd();
}
