/** Objects that follow one another in one namespace, together: in lists and dumps all of a namespace mostly do. */
export function* runsOfNamespaces<T extends { namespace: string }>(
  objects: readonly T[],
): Generator<readonly T[], void> {
  let start = 0;
  for (let end = 1; end <= objects.length; end++) {
    if (objects[end]?.namespace !== objects[start].namespace) {
      yield objects.slice(start, end);
      start = end;
    }
  }
}
